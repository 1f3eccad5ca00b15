import type { Parameters } from '@medplum/fhirtypes';
import { Problem, problem } from '../errors.ts';
import { isFhirId } from '../fhir/server.ts';
import { reasons } from '../access/reasons.ts';
import type { Api } from './api.ts';
import { attemptOf, type Answered, type Exchange } from './exchange.ts';

const hour = 3_600_000;

/** F3, P3: opens the record to the caller for an hour, for a reason that the patient reads and the audit keeps. */
export async function breakGlass(api: Api, exchange: Exchange, patient: string): Promise<Answered> {
  const { caller } = exchange;
  const reason = reasonIn(exchange.body);
  if (!isFhirId(patient)) throw refused();
  const at = api.clock();
  const until = new Date(at.getTime() + hour);
  const attempt = { ...attemptOf(exchange, 'break-glass', patient), target: `Patient/${patient}` };
  await api
    .enter(attempt, async (_record, grant) => {
      await api.facts.openEmergency({ patient, rpps: caller.rpps, reason, until, at });
      grant.decision = { ...grant.decision, emergency: reason };
      grant.changed = true;
    })
    .catch((error: unknown) => {
      throw tellsExistence(error) ? refused() : error;
    });
  const answer: Parameters = {
    resourceType: 'Parameters',
    parameter: [{ name: 'until', valueInstant: until.toISOString() }],
  };
  return { status: 200, body: JSON.stringify(answer) };
}

const refused = () => problem('access-refused', { reason: reasons['emergency-refused'], code: 'emergency-refused' });

/** A space that is not there is refused as one whose patient does not allow it. */
const tellsExistence = (error: unknown): boolean =>
  error instanceof Problem && ['space-unknown', 'space-not-open'].includes(String(error.details['code']));

/** What nobody sees in a text: to the patient, a reason of these would be none. U+2800 is Braille without a dot. */
const blank = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]+/gu;

/** 10 to 300 characters that can be read. @throws Problem `reason-required` */
function reasonIn(body: unknown): string {
  const { resourceType, parameter } = (body ?? {}) as Partial<Parameters>;
  const given = Array.isArray(parameter) ? parameter.find((one) => one?.name === 'reason')?.valueString : undefined;
  const reason = typeof given === 'string' ? given.replace(blank, ' ').trim() : '';
  if (resourceType !== 'Parameters' || reason.length < 10 || reason.length > 300) throw problem('reason-required');
  return reason;
}
