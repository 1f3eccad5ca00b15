import type { Verb } from '../access/action.ts';
import type { Grant } from '../access/guard.ts';
import type { PatientRecord } from '../access/record.ts';
import { problem } from '../errors.ts';
import type { Api } from './api.ts';
import { readCriteria } from './criteria.ts';
import { attemptOf, type Exchange } from './exchange.ts';
import { spaceOf } from './named-patient.ts';

/** Runs a conditional write on the one resource, of those that the caller wrote in the space named, that answers to the criteria. */
export async function inMatchedSpace<O>(
  api: Api,
  exchange: Exchange,
  verb: Verb,
  use: (record: PatientRecord, grant: Grant, id: string) => Promise<O>,
): Promise<O> {
  const { named, parameters } = readCriteria(exchange.type, exchange.query);
  if (!named) throw problem('search-patient-required');
  return api.enter(attemptOf(exchange, verb, await spaceOf(api, named)), async (record, grant) => {
    const [there, ...others] = await record.matching(exchange.type, parameters);
    if (others.length > 0) throw problem('match-ambiguous');
    if (!there?.id) throw problem('resource-not-found');
    return use(record, grant, there.id);
  });
}
