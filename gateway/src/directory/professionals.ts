import type { Practitioner } from '@medplum/fhirtypes';
import { professional, RPPS_SYSTEM, type Professional } from '@passerelle/fhir-mappings';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { FhirServer } from '../fhir/server.ts';
import { list, together, type Listed, type Outcome } from './listing.ts';

/** 0.2: a professional as an operator's file or their own sign-in describes them. What is not said stays as it is known. */
export type DescribedProfessional = Professional & {
  /** Name of the place of work */
  organization?: string;
};

const professionals: Listed<Professional, Practitioner> = {
  concept: professional,
  system: RPPS_SYSTEM,
  numberOf: ({ rpps }) => rpps,
};

/** Keeps professionals, a hundred at most, in the gateway's table, then in the FHIR server. @throws FhirServerError */
export async function keepProfessionals(
  { database, fhir }: { database: Database; fhir: FhirServer },
  described: readonly DescribedProfessional[],
): Promise<Outcome[]> {
  const rows: Outcome[] = [];
  for (const one of described) rows.push(await keep(database, one));
  const resources = await list(fhir, professionals, described);
  return rows.map((row, index) => together(row, resources[index] ?? 'unchanged'));
}

async function keep(database: Database, described: DescribedProfessional): Promise<Outcome> {
  const { rpps, givenName = '', familyName, profession, specialty, organization, mssAddress } = described;
  const row = {
    ...{ rpps, name: `${givenName} ${familyName}`.trim(), profession: profession ?? null },
    ...{ specialty: specialty ?? null, organization: organization ?? null, mail: mssAddress?.toLowerCase() ?? null },
  };
  const kept = await database
    .insertInto('professional')
    .values(row)
    .onConflict((conflict) => conflict.column('rpps').doUpdateSet(completed).where(changed))
    .returning(sql<boolean>`xmax = 0`.as('fresh'))
    .executeTakeFirst();
  if (!kept) return 'unchanged';
  return kept.fresh ? 'inserted' : 'updated';
}

const said = <C extends 'profession' | 'specialty' | 'organization' | 'mail'>(column: C) =>
  sql<string | null>`coalesce(excluded.${sql.ref(column)}, professional.${sql.ref(column)})`;

const completed = {
  name: sql<string>`excluded.name`,
  profession: said('profession'),
  specialty: said('specialty'),
  organization: said('organization'),
  mail: said('mail'),
};

const changed = sql<boolean>`(professional.name, professional.profession, professional.specialty, professional.organization,
  professional.mail) is distinct from (excluded.name, ${completed.profession}, ${completed.specialty},
  ${completed.organization}, ${completed.mail})`;
