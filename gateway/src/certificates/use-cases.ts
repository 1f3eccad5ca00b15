import { randomInt, randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { amongAll, bySource } from '../auth/limits.ts';
import { keyed, minutesAfter } from '../auth/one-time.ts';
import { seal, unseal } from '../auth/sealed.ts';
import { spend } from '../auth/throttle.ts';
import type { certificateRoutes } from '../client/certificates.ts';
import type { Answer, Request } from '../client/route.ts';
import type { Tables } from '../database/tables.ts';
import { problem } from '../errors.ts';
import { certificatePdf } from '../pdf/certificate.ts';
import type { CertificateParts } from './parts.ts';

type Routes = typeof certificateRoutes;
type Row = Selectable<Tables['certificate']>;

/** The letters and digits of provisional codes, 16 of them: 2^79, not to be guessed at any rate. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const length = 16;
const ticketHours = 24;
const purpose = 'certificate';

const hashOf = (secret: Buffer, code: string): string => keyed(secret, purpose, code);

/**
 * A3, F5: writes down that somebody refused or closed a space, in the transaction in which they did.
 * @returns the verification code, which is nowhere kept, and a ticket that gives the PDF for a day
 */
export async function issueCertificate(
  { secret, clock }: Pick<CertificateParts, 'secret' | 'clock'>,
  transaction: Kysely<Tables>,
  of: Pick<Row, 'kind' | 'ins' | 'name'> & { at: Date },
): Promise<{ certificate: string; code: string }> {
  const code = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  const id = randomUUID();
  await transaction
    .insertInto('certificate')
    .values({ ...of, id, hash: hashOf(secret, code) })
    .execute();
  const ends = minutesAfter(clock(), ticketHours * 60);
  return { certificate: seal(secret, purpose, { id, code }, ends), code };
}

/** The PDF of a certificate. @throws Problem `certificate-expired` */
export async function certificateFile(
  { database, secret, publicUrl, clock }: CertificateParts,
  { certificate, language = 'fr' }: Request<Routes, 'POST /api/certificates/pdf'>['body'],
): Promise<Buffer> {
  const ticket = unseal(secret, purpose, certificate, clock()) as { id: string; code: string } | undefined;
  const row =
    ticket && (await database.selectFrom('certificate').selectAll().where('id', '=', ticket.id).executeTakeFirst());
  if (!row) throw problem('certificate-expired');
  const { kind, name, ins, at } = row;
  return certificatePdf({ kind, name, ins, at, language, code: ticket.code, checkUrl: `${publicUrl}/certificate` });
}

/** Whether a certificate is genuine, and what it says, masked. @throws Problem `certificate-unknown`, `attempts-exceeded` */
export async function checkCertificate(
  { database, secret, clock }: CertificateParts,
  { code }: Request<Routes, 'POST /api/certificates/check'>['body'],
  ip: string,
): Promise<Answer<Routes, 'POST /api/certificates/check'>> {
  await spend(database, clock(), [amongAll(bySource({ secret, ip }, purpose), purpose)]);
  const row = await database
    .selectFrom('certificate')
    .leftJoin('space', 'space.ins', 'certificate.ins')
    .select(['kind', 'at', 'name', 'certificate.ins', 'state'])
    .where('hash', '=', hashOf(secret, code.toUpperCase().replace(/[^A-Z0-9]/g, '')))
    .executeTakeFirst();
  if (!row) throw problem('certificate-unknown');
  const state = row.kind === 'opposition' ? 'opposed' : 'closed';
  return {
    ...{ kind: row.kind, at: row.at.toISOString(), inForce: row.state === state },
    ...{ nameShown: maskedName(row.name), insShown: `${row.ins.slice(0, 1)}${'•'.repeat(12)}${row.ins.slice(-2)}` },
  };
}

/** Who holds the paper can compare; who guessed the code learns nothing: `J••• D•••`. */
const maskedName = (name: string): string =>
  name
    .split(' ')
    .filter(Boolean)
    .map((word) => `${[...word][0]}•••`)
    .join(' ');
