import { patientToFhir } from '@passerelle/fhir-mappings';
import type { Kysely } from 'kysely';
import { stamp } from '../access/visibility.ts';
import { keyed } from '../auth/one-time.ts';
import type { Tables } from '../database/tables.ts';
import { FhirServerError } from '../fhir/server.ts';
import { identityOf, type Insured } from './insured.ts';
import type { SpaceParts } from './parts.ts';
import { moveSpace, type Mover } from './states.ts';

/** The id of a person's Patient: the same at each try, and telling nobody the INS. */
export const patientIdOf = (secret: Buffer, ins: string): string => keyed(secret, 'patient', ins).slice(0, 32);

/**
 * Opens a person's space: the Patient in the FHIR server, then, in one transaction with `andThen`, the space. Cut short anywhere, it
 * leaves no space, and a next try finds the Patient again. A space that was opposed or closed opens again, with the record that it had;
 * one that is open stays as it is.
 * @param how.by whose hand opens it: see `transitions`
 * @param how.andThen `moved`: the space was not open before
 * @returns the id of the Patient
 * @throws Problem `space-state` when it may not be opened by that hand
 */
export async function openSpace(
  parts: Pick<SpaceParts, 'database' | 'fhir' | 'secret' | 'mssDomain' | 'clock'>,
  person: Insured,
  how: { by: Mover; andThen?: (transaction: Kysely<Tables>, patient: string, moved: boolean) => Promise<void> },
): Promise<string> {
  const patient = patientIdOf(parts.secret, person.ins);
  await ensurePatient(parts, person, patient);
  await parts.database.transaction().execute(async (transaction) => {
    const to = { ins: person.ins, patient, to: 'open', by: how.by, at: parts.clock() } as const;
    const moved = (await moveSpace(transaction, to)) === 'moved';
    await how.andThen?.(transaction, patient, moved);
  });
  return patient;
}

/** Puts a person's Patient into the FHIR server; left alone when it is there, since its record may have grown. */
export async function ensurePatient(
  { fhir, mssDomain }: Pick<SpaceParts, 'fhir' | 'mssDomain'>,
  person: Insured,
  id: string,
): Promise<void> {
  const isThere = await fhir.read('Patient', id).then(
    () => true,
    (error: unknown) => {
      if (error instanceof FhirServerError && ['missing', 'gone'].includes(error.kind)) return false;
      throw error;
    },
  );
  if (isThere) return;
  const resource = { ...patientToFhir(identityOf(person, mssDomain)), id };
  await fhir.update(stamp(resource, { hidden: false, secret: false }));
}
