import type { Author } from '@passerelle/fhir-mappings';
import type { Enter } from '../access/enter.ts';
import type { PatientRecord } from '../access/record.ts';
import type { IncomingMail } from '../client/bridge.ts';
import { derivedId } from '../derived-id.ts';
import { Problem, problem } from '../errors.ts';
import { FhirServerError } from '../fhir/server.ts';
import { recipientOf, senderOf } from './addresses.ts';
import { filedResources, type FiledMailParts } from './filed-mail.ts';

export interface IntakeParts extends FiledMailParts {
  enter: Enter;
  /** Tells the patient, without the content. */
  notify: (patient: string, kind: 'new-message') => Promise<void>;
}

/**
 * Files a received message for one recipient: Communication, DocumentReferences and Binaries in one transaction, under ids that follow from the
 * message, so that a repeat is the same message.
 * @throws Problem with the code of the refusal, which the bridge turns into a bounce
 */
export async function fileMail(
  parts: IntakeParts,
  mail: IncomingMail,
  request: string,
): Promise<{ communication: string; repeated: boolean }> {
  const sender = await senderOf(parts.database, mail.envelope.from);
  const recipient = await recipientOf(parts, sender, mail.envelope.to);
  if ('refusal' in recipient || !sender)
    throw problem('refusal' in recipient ? recipient.refusal : 'sender-not-allowed');
  const { patient, ins } = recipient.facts;
  const communication = derivedId(mail.digest, ins);
  const caller = { kind: 'bridge', sender: mail.envelope.from } as const;
  const target = `Communication/${communication}`;
  const repeated = await parts.enter({ caller, action: 'message.add', patient, target, request }, async (record) => {
    if (await isThere(record, communication)) return true;
    const author = namedAfter(sender, mail);
    await record.transact(await filedResources(parts, record, { mail, patient, ins, author, communication }));
    return false;
  });
  await tell(parts, patient, communication);
  return { communication, repeated };
}

/** Whether a message was filed. Deleted since counts as there: the patient has had it. */
export async function isThere(record: PatientRecord, id: string): Promise<boolean> {
  try {
    await record.read('Communication', id);
    return true;
  } catch (error) {
    if (error instanceof FhirServerError && error.kind === 'gone') return true;
    if (error instanceof FhirServerError && error.kind === 'missing') return false;
    if (error instanceof Problem && error.code === 'resource-not-found') return false;
    throw error;
  }
}

/** The name that the sender shows stands with the registers' own name of the organisation. */
const namedAfter = (sender: Author, { from }: IncomingMail): Author =>
  sender.kind === 'organization' && from.name.trim() && from.name !== sender.name
    ? { ...sender, name: `${from.name.trim()} (${sender.name})` }
    : sender;

/** Once for each message; a notice that cannot be sent is no reason to take the message again. */
async function tell({ database, notify }: IntakeParts, patient: string, communication: string): Promise<void> {
  const first = await database
    .insertInto('filed_mail')
    .values({ communication })
    .onConflict((conflict) => conflict.doNothing())
    .returning('communication')
    .executeTakeFirst();
  if (first) await notify(patient, 'new-message').catch(() => undefined);
}
