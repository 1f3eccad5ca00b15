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
  const [sender] = await sendersOf(database, [address]);
  return sender;
}

/** The same of several addresses, in their order. */
async function sendersOf(database: Database, addresses: string[]): Promise<(Author | undefined)[]> {
  const mails = addresses.map((address) => address.trim().toLowerCase());
  const asked = [...new Set(mails)].filter((mail) => domainOf(mail));
  // Asked for each recipient of each mail: one statement, planned once.
  const { rows } = asked.length
    ? await sql<SenderRow>`/* prepared mail-senders */
    select asked.mail, found.finess, found.name, professional.rpps, professional.name as professional
    from unnest(${asked}::text[], ${asked.map(domainOf)}::text[]) as asked(mail, domain)
    cross join lateral (select finess, name from organization
      where asked.domain = any(mail_domains) or asked.mail = any(mail_domains) order by finess limit 1) as found
    left join professional on professional.mail = asked.mail`.execute(database)
    : { rows: [] };
  const authors = new Map(rows.map((row) => [row.mail, authorOf(row)]));
  return mails.map((mail) => authors.get(mail));
}

const domainOf = (mail: string): string | undefined => mail.split('@')[1];

interface SenderRow {
  mail: string;
  finess: string;
  name: string;
  rpps: string | null;
  professional: string | null;
}

const authorOf = ({ finess, name, rpps, professional }: SenderRow): Author =>
  rpps === null ? { kind: 'organization', finess, name } : { kind: 'professional', rpps, name: professional ?? '' };

/** G1: the patient's address is the INS matricule at the domain. */
export const addressOf = (ins: string, mssDomain: string): string => `${ins.toLowerCase()}@${mssDomain}`;

export type Recipient = { facts: Facts } | { refusal: RecipientRefusal };

/** Whose address it is, and whether that person takes messages from this sender. */
export async function recipientOf(parts: MailParts, sender: Author | undefined, to: string): Promise<Recipient> {
  const patient = sender && (await patientAt(parts, to));
  const facts = patient === undefined ? undefined : await parts.facts.fresh(patient);
  return decided(parts, { sender, to, facts });
}

/** The same of several pairs of addresses, in their order: one statement for all senders, and one for all spaces. */
export async function recipientsOf(parts: MailParts, pairs: { from: string; to: string }[]): Promise<Recipient[]> {
  const senders = await sendersOf(
    parts.database,
    pairs.map(({ from }) => from),
  );
  const patients = await Promise.all(pairs.map(async ({ to }, index) => senders[index] && patientAt(parts, to)));
  const spaces = await parts.facts.freshOf([...new Set(patients.filter((patient) => patient !== undefined))]);
  return pairs.map(({ to }, index) =>
    decided(parts, { to, sender: senders[index], facts: spaces.get(patients[index] ?? '') }),
  );
}

/** The patient whose address it is, if it is one of ours. */
async function patientAt({ facts, mssDomain }: MailParts, to: string): Promise<string | undefined> {
  const { local, domain } = partsOf(to);
  return domain === mssDomain.toLowerCase() ? facts.patientWithIns(local.toUpperCase()) : undefined;
}

interface Asked {
  sender: Author | undefined;
  to: string;
  facts: Facts | undefined;
}

function decided({ mssDomain }: MailParts, { sender, to, facts }: Asked): Recipient {
  if (!sender) return { refusal: 'sender-not-allowed' };
  if (partsOf(to).domain !== mssDomain.toLowerCase()) return { refusal: 'foreign-domain' };
  if (!facts) return { refusal: 'unknown-patient' };
  if (facts.state !== 'open') return { refusal: 'space-closed' };
  const blocked = sender.kind === 'professional' && facts.rules.blocked[sender.rpps] !== undefined;
  return blocked ? { refusal: 'sender-blocked' } : { facts };
}

function partsOf(address: string): { local: string; domain: string | undefined } {
  const [local = '', domain] = address.trim().toLowerCase().split('@');
  return { local, domain };
}
