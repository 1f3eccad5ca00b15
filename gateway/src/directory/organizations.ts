import type { Organization } from '@medplum/fhirtypes';
import { FINESS_SYSTEM, organisation, type Organisation } from '@passerelle/fhir-mappings';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import type { FhirServer } from '../fhir/server.ts';
import { list, together, type Listed, type Outcome } from './listing.ts';

/** 0.3: an organisation with the mail domains that it may send from: exactly these. */
export type DescribedOrganization = Pick<Organisation, 'finess' | 'name'> & { mailDomains: string[] };

const organizations: Listed<Organisation, Organization> = {
  concept: organisation,
  system: FINESS_SYSTEM,
  numberOf: ({ finess }) => finess,
};

/** Keeps organisations, a hundred at most, in the gateway's table, then in the FHIR server. @throws FhirServerError */
export async function keepOrganizations(
  { database, fhir }: { database: Database; fhir: FhirServer },
  described: readonly DescribedOrganization[],
): Promise<Outcome[]> {
  const rows: Outcome[] = [];
  for (const one of described) rows.push(await keep(database, one));
  const resources = await list(fhir, organizations, described.map(entryOf));
  return rows.map((row, index) => together(row, resources[index] ?? 'unchanged'));
}

/** Said to be none, the domains are taken away: the key is there. */
const entryOf = ({ mailDomains, ...rest }: DescribedOrganization): Organisation =>
  ({ ...rest, mailDomains: mailDomains.length > 0 ? mailDomains : undefined }) as Organisation;

async function keep(database: Database, { finess, name, mailDomains }: DescribedOrganization): Promise<Outcome> {
  const row = { name, mail_domains: mailDomains };
  const changed = sql<boolean>`(organization.name, organization.mail_domains) is distinct from (excluded.name, excluded.mail_domains)`;
  const kept = await database
    .insertInto('organization')
    .values({ finess, ...row })
    .onConflict((conflict) => conflict.column('finess').doUpdateSet(row).where(changed))
    .returning(sql<boolean>`xmax = 0`.as('fresh'))
    .executeTakeFirst();
  if (!kept) return 'unchanged';
  return kept.fresh ? 'inserted' : 'updated';
}
