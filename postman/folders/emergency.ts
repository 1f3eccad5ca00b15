import { ask, refusal, type Folder, type Item } from '../request.ts';
import { takeToken } from './token.ts';

const base = '{{baseUrl}}/fhir/R4';
const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };
const nurse = { as: '{{emergencyToken}}' as const };
const breakGlass = (name: string, body: object, asked: { status: number; check: Record<string, string> }): Item =>
  ask(name, { ...nurse, url: `${base}/Patient/{{patientId}}/$break-glass`, json: body, ...asked });
const declared = {
  resourceType: 'Parameters',
  parameter: [{ name: 'reason', valueString: 'Patient inconscient, urgence vitale' }],
};
const others = (name: string, may: boolean): Item =>
  ask(name, {
    ...own,
    method: 'PUT',
    url: `${api}/access/emergency`,
    json: { samu: true, others: may, hidden: false },
    status: 204,
  });

/** F3, P3, X2: an emergency, by somebody who has no authorisation. */
export const emergencies: Folder = {
  name: 'emergency',
  description: 'Break-glass, as the patient’s switches allow; the patient sees it with its reason.',
  item: [
    ...takeToken('a nurse whom the patient does not know', { rpps: '{{emergencyRpps}}', keep: 'emergencyToken' }),
    others('No emergencies, please', false),
    breakGlass('The glass holds', declared, { status: 403, check: refusal('access-refused') }),
    others('Allow emergencies', true),
    breakGlass(
      'Break the glass without a reason',
      { resourceType: 'Parameters' },
      { status: 422, check: refusal('reason-required') },
    ),
    breakGlass('Break the glass', declared, {
      status: 200,
      check: {
        'says until when': "Date.parse(body.parameter.find(({ name }) => name === 'until').valueInstant) > 0",
      },
    }),
    ask('Now reading works', { ...nurse, url: `${base}/Condition?patient={{patientId}}`, status: 200 }),
    ask('The patient sees it all', {
      ...own,
      url: `${api}/access/log?only=professionals`,
      status: 200,
      check: {
        'refusals too': "body.lines.some(({ outcome }) => outcome === 'refused')",
        'and the emergency with its reason':
          "body.lines.some(({ emergency, reason }) => emergency && reason.includes('inconscient'))",
      },
    }),
    ask('The refusals alone', {
      ...own,
      url: `${api}/access/log?only=refused`,
      status: 200,
      check: {
        'and nothing else': "body.lines.length > 0 && body.lines.every(({ outcome }) => outcome === 'refused')",
      },
    }),
  ],
};
