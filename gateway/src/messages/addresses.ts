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
  const organization = await database
    .selectFrom('organization')
    .select(['finess', 'name'])
    .where((where) => where.or([domain, mail].map((one) => where(where.val(one), '=', where.fn.any('mail_domains')))))
    .orderBy('finess')
    .executeTakeFirst();
  if (!organization) return undefined;
  const professional = await professionalAt(database, mail);
  return professional ?? { kind: 'organization', ...organization };
}

async function professionalAt(database: Database, mail: string): Promise<Author | undefined> {
  const found = await database
    .selectFrom('professional')
    .select(['rpps', 'name'])
    .where('mail', '=', mail)
    .executeTakeFirst();
  return found && { kind: 'professional', ...found };
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
