import { ask, refusal, type Folder, type Item } from '../request.ts';

const base = '{{baseUrl}}/fhir/R4';
const subject = { reference: 'Patient/{{patientId}}' };

/** What practice software does with every kind of entry, in the order in which it does it. */
function life(type: string, resource: object, search: string, change: { path: string; value: unknown }): Item[] {
  const id = `${type}Id`;
  const version = `${type}Version`;
  return [
    ask(`Record a ${type}`, {
      url: `${base}/${type}`,
      json: { resourceType: type, ...resource },
      status: 201,
      check: {
        'has an id and a version': 'Boolean(body.id && body.meta.versionId)',
        'says where it is, under the gateway’s own address':
          "pm.response.headers.get('location').startsWith(pm.variables.get('baseUrl') + '/fhir/R4/')",
        'shows no tag of the gateway': "!JSON.stringify(body.meta).includes('visibility')",
      },
      keep: { [id]: 'body.id', [version]: 'body.meta.versionId' },
    }),
    ask(`Read it`, {
      url: `${base}/${type}/{{${id}}}`,
      status: 200,
      check: { 'is the one': `body.id === pm.collectionVariables.get('${id}')` },
    }),
    ask(`Find it among the patient’s`, {
      url: `${base}/${type}?patient={{patientId}}&${search}`,
      status: 200,
      check: {
        'is in the list': `body.entry.some(({ resource }) => resource.id === pm.collectionVariables.get('${id}'))`,
        'every entry is this patient’s':
          "body.entry.every(({ resource }) => JSON.stringify(resource).includes('Patient/' + pm.collectionVariables.get('patientId')))",
        'links are the gateway’s own': "body.link.every(({ url }) => url.startsWith(pm.variables.get('baseUrl')))",
      },
    }),
    ask(`Change one element by JSON Patch`, {
      method: 'PATCH',
      url: `${base}/${type}/{{${id}}}`,
      headers: { 'content-type': 'application/json-patch+json', 'if-match': `W/"{{${version}}}"` },
      raw: JSON.stringify([{ op: 'add', path: change.path, value: change.value }]),
      status: 200,
      check: { 'has a new version': `body.meta.versionId !== pm.collectionVariables.get('${version}')` },
    }),
    ask(`A stale version is refused`, {
      method: 'PATCH',
      url: `${base}/${type}/{{${id}}}`,
      headers: { 'content-type': 'application/json-patch+json', 'if-match': `W/"{{${version}}}"` },
      raw: JSON.stringify([{ op: 'add', path: change.path, value: change.value }]),
      status: 412,
      check: refusal('version-stale'),
    }),
    ask(`Read the version before`, {
      url: `${base}/${type}/{{${id}}}/_history/{{${version}}}`,
      status: 200,
      check: {
        'is that version, without the change': `body.meta.versionId === pm.collectionVariables.get('${version}') && !body.${change.path.slice(1)}`,
      },
    }),
    ask(`Its history, newest first`, {
      url: `${base}/${type}/{{${id}}}/_history`,
      status: 200,
      check: {
        'holds both versions': 'body.entry.length === 2',
        'newest first': `body.entry[1].resource.meta.versionId === pm.collectionVariables.get('${version}')`,
      },
    }),
    ask(`Delete it`, { method: 'DELETE', url: `${base}/${type}/{{${id}}}`, status: [200, 204] }),
    ask(`It is gone`, { url: `${base}/${type}/{{${id}}}`, status: 410, check: refusal('resource-deleted') }),
  ];
}

const folder = (name: string, description: string, item: Item[]): Folder => ({ name, description, item });
const note = { path: '/note', value: [{ text: 'Revu en consultation' }] };

/** D1, D2, D5, D6, D9 as practice software writes them. */
export const records: Folder[] = [
  folder(
    'disease',
    'D1: diseases (Condition)',
    life(
      'Condition',
      {
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
        },
        verificationStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
        },
        category: [
          {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }],
          },
        ],
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'J45' }], text: 'Asthme' },
        onsetDateTime: '2015',
        subject,
      },
      'clinical-status=active&_sort=-_lastUpdated&_count=50',
      note,
    ),
  ),
  folder(
    'treatment',
    'D2: treatments (MedicationStatement)',
    life(
      'MedicationStatement',
      {
        status: 'active',
        medicationCodeableConcept: {
          coding: [{ system: 'http://www.whocc.no/atc', code: 'R03AC02' }],
          text: 'Salbutamol',
        },
        effectivePeriod: { start: '2024-02-01' },
        dosage: [{ text: '1 bouffée si besoin' }],
        subject,
      },
      'status=active&_count=50',
      note,
    ),
  ),
  folder(
    'allergy',
    'D5: allergies (AllergyIntolerance)',
    life(
      'AllergyIntolerance',
      {
        clinicalStatus: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
        },
        verificationStatus: {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' },
          ],
        },
        type: 'allergy',
        category: ['medication'],
        code: { text: 'Pénicilline' },
        patient: subject,
      },
      'clinical-status=active&_count=50',
      note,
    ),
  ),
  folder(
    'vaccination',
    'D6: vaccinations (Immunization)',
    life(
      'Immunization',
      {
        status: 'completed',
        vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BB02' }], text: 'Grippe' },
        occurrenceDateTime: '2025-10-14',
        primarySource: true,
        lotNumber: 'F2025-118',
        patient: subject,
      },
      'date=ge2025-01-01&_sort=-date&_count=50',
      note,
    ),
  ),
  folder(
    'measure',
    'D9: measures (Observation)',
    life(
      'Observation',
      {
        status: 'final',
        category: [
          { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
        ],
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        effectiveDateTime: '2026-03-02T09:15:00+01:00',
        valueQuantity: { value: 71.5, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
        subject,
      },
      'code=http://loinc.org|29463-7&date=ge2026-01-01&_sort=-date&_count=50',
      note,
    ),
  ),
];
