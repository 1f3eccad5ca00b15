import { patientToFhir } from '@passerelle/fhir-mappings';
import type { Kysely } from 'kysely';
import { noRules } from '../access/facts.ts';
import { stamp } from '../access/visibility.ts';
import { keyed } from '../auth/one-time.ts';
import type { Tables } from '../database/tables.ts';
import { FhirServerError } from '../fhir/server.ts';
import { identityOf, type Insured } from './insured.ts';
import type { SpaceParts } from './parts.ts';

/** The id of a person's Patient: the same at each try, and telling nobody the INS. */
const patientIdOf = (secret: Buffer, ins: string): string => keyed(secret, 'patient', ins).slice(0, 32);

/**
 * Opens a person's space: the Patient in the FHIR server, then, in one transaction with `andThen`, the space. Cut short anywhere, it
 * leaves no space, and a next try finds the Patient again. A space that was opposed opens again; one that is open stays as it is.
 * @returns the id of the Patient
 */
export async function openSpace(
  parts: Pick<SpaceParts, 'database' | 'fhir' | 'secret' | 'mssDomain' | 'clock'>,
  person: Insured,
  andThen: (transaction: Kysely<Tables>, patient: string) => Promise<void> = async () => undefined,
): Promise<string> {
  const patient = patientIdOf(parts.secret, person.ins);
  await ensurePatient(parts, person, patient);
  await parts.database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('space')
      .values({
        ...{ patient, ins: person.ins, state: 'open', rules: JSON.stringify(noRules), opened_at: parts.clock() },
      })
      .onConflict((conflict) =>
        conflict
          .column('ins')
          .doUpdateSet((of) => ({ state: 'open', version: of('space.version', '+', '1') }))
          .where('space.state', '=', 'opposed'),
      )
      .execute();
    await andThen(transaction, patient);
  });
  return patient;
}

/** Left alone when it is there: its record may have grown since. */
async function ensurePatient(
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
