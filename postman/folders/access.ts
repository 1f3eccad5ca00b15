import { ask, problemIs, refusal, type Folder } from '../request.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };
const emergency = {
  resourceType: 'Parameters',
  parameter: [{ name: 'reason', valueString: 'Patient inconscient, urgence vitale' }],
};

/** F2, F3, F6: what the patient decides holds from the next request on. */
export const access: Folder = {
  name: 'access',
  description: 'F: block the professional, see the refusal, take the block back; authorise anew.',
  item: [
    ask('Who may read', {
      ...own,
      url: `${api}/access`,
      status: 200,
      check: {
        'the professional is authorised':
          "body.professionals.some(({ rpps, status }) => rpps === pm.variables.get('rpps') && status === 'authorised')",
      },
    }),
    ask('Block the professional', {
      ...own,
      method: 'PUT',
      url: `${api}/access/professionals/{{rpps}}`,
      json: { status: 'blocked' },
      status: 204,
    }),
    ask('The next request is refused', {
      url: '{{baseUrl}}/fhir/R4/Condition?patient={{patientId}}',
      status: 403,
      check: refusal('access-refused'),
    }),
    ask('A blocked professional breaks no glass', {
      url: '{{baseUrl}}/fhir/R4/Patient/{{patientId}}/$break-glass',
      json: emergency,
      status: 403,
      check: refusal('access-refused'),
    }),
    ask('Neither authorised nor blocked', {
      ...own,
      method: 'DELETE',
      url: `${api}/access/professionals/{{rpps}}`,
      status: 204,
    }),
    ask('Reading needs the authorisation', {
      url: '{{baseUrl}}/fhir/R4/Condition?patient={{patientId}}',
      status: 403,
      check: refusal('access-refused'),
    }),
    ask('The patient authorises the professional', {
      ...own,
      method: 'PUT',
      url: `${api}/access/professionals/{{rpps}}`,
      json: { status: 'authorised' },
      status: 204,
    }),
    ask('Now reading works', { url: '{{baseUrl}}/fhir/R4/Condition?patient={{patientId}}', status: 200 }),
    ask('A professional of whom nobody has heard', {
      ...own,
      method: 'PUT',
      url: `${api}/access/professionals/99999999999`,
      json: { status: 'authorised' },
      status: 404,
      check: problemIs('resource-not-found'),
    }),
  ],
};
