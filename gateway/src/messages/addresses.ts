import { sql } from 'kysely';
import type { Author } from '@passerelle/fhir-mappings';
import type { RecipientRefusal } from '../client/bridge.ts';
import type { Facts, FactsSource } from '../access/facts.ts';
import type { Database } from '../database/connect.ts';

export interface MailParts {
  database: Database;
  facts: FactsSource;
  /** Domain of the patients' addresses. */
  mssDomain: string;
}

/** Who an address belongs to, as far as the registers know; undefined for one that may not write here. */
export async function senderOf(database: Database, address: string): Promise<Author | undefined> {
  const mail = address.trim().toLowerCase();
  const domain = mail.split('@')[1];
  if (!domain) return undefined;
  // Asked for each recipient of each mail: one statement, planned once.
  const { rows } = await sql<SenderRow>`/* prepared mail-sender */
    select organization.finess, organization.name, professional.rpps, professional.name as professional
    from organization left join professional on professional.mail = ${mail}
    where ${domain} = any(mail_domains) or ${mail} = any(mail_domains) order by finess limit 1`.execute(database);
  const [row] = rows;
  if (!row) return undefined;
  if (row.rpps !== null) return { kind: 'professional', rpps: row.rpps, name: row.professional ?? '' };
  return { kind: 'organization', finess: row.finess, name: row.name };
}

interface SenderRow {
  finess: string;
  name: string;
  rpps: string | null;
  professional: string | null;
}

/** G1: the patient's address is the INS matricule at the domain. */
export const addressOf = (ins: string, mssDomain: string): string => `${ins.toLowerCase()}@${mssDomain}`;

export type Recipient = { facts: Facts } | { refusal: RecipientRefusal };

/** Whose address it is, and whether that person takes messages from this sender. */
export async function recipientOf(
  { facts, mssDomain }: MailParts,
  sender: Author | undefined,
  to: string,
): Promise<Recipient> {
  if (!sender) return { refusal: 'sender-not-allowed' };
  const [local = '', domain] = to.trim().toLowerCase().split('@');
  if (domain !== mssDomain.toLowerCase()) return { refusal: 'foreign-domain' };
  const patient = await facts.patientWithIns(local.toUpperCase());
  const known = patient === undefined ? undefined : await facts.fresh(patient);
  if (!known) return { refusal: 'unknown-patient' };
  if (known.state !== 'open') return { refusal: 'space-closed' };
  const blocked = sender.kind === 'professional' && known.rules.blocked[sender.rpps] !== undefined;
  return blocked ? { refusal: 'sender-blocked' } : { facts: known };
}
