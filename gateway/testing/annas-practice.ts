import type { Condition } from '@medplum/fhirtypes';
import { authorising, doctor, otherDoctor } from './make-facts.ts';
import { openPractice, type Heard, type Practice } from './practice.ts';

/** A practice where Anna has authorised both doctors, with what the first one's software writes about her. */
export interface AnnasPractice extends Practice {
  anna: string;
  /** Posts as the first doctor. */
  post: <R = Condition>(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<Heard<R & { id: string; meta: { versionId: string } }>>;
  makeDisease: (name: string, parts?: Partial<Condition>) => Condition;
  /** How many there are in Anna's record: the FHIR server may have other records, which other tests write. */
  count: (type: 'Condition' | 'DocumentReference') => Promise<number | undefined>;
}

export async function openAnnasPractice(): Promise<AnnasPractice> {
  const practice = await openPractice([doctor, otherDoctor]);
  const anna = await practice.person('PAT-TROIS', '279035121518989', authorising(doctor, otherDoctor));
  return {
    ...{ ...practice, anna },
    post: (path, body, headers = {}) => practice.ask(doctor, 'POST', path, { body, headers }),
    makeDisease: (name, parts = {}) => ({
      ...{ resourceType: 'Condition', code: { text: name }, subject: { reference: `Patient/${anna}` } },
      ...parts,
    }),
    count: async (type) => {
      const { total } = await practice.fhir.search(type, [
        ['patient', anna],
        ['_summary', 'count'],
      ]);
      return total;
    },
  };
}
