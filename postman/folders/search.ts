import { ask, refusal, type Folder } from '../request.ts';

const base = '{{baseUrl}}/fhir/R4';
const rate = (value: number, day: string): object => ({
  request: { method: 'POST', url: 'Observation' },
  resource: {
    resourceType: 'Observation',
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    effectiveDateTime: day,
    valueQuantity: { value, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
    subject: { reference: 'Patient/{{patientId}}' },
    identifier: [{ system: 'urn:example:collection', value: '{{series}}' }],
  },
});
const ours = 'patient={{patientId}}&identifier=urn:example:collection|{{series}}';
const values = 'body.entry.map(({ resource }) => resource.valueQuantity.value).join()';
const seen = "JSON.parse(pm.collectionVariables.get('seen'))";
const ids = 'body.entry.map(({ resource }) => resource.id)';
const next = "body.link.filter(({ relation }) => relation === 'next').map(({ url }) => url)[0]";

/** P1: searching. */
export const searching: Folder = {
  name: 'search',
  description: 'Sort by two keys, pages by their links, POST, totals, summaries, compression.',
  item: [
    ask('Five heart rates to search in', {
      url: base,
      before: ["pm.collectionVariables.set('series', pm.variables.replaceIn('{{$guid}}'));"],
      json: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          rate(61, '2026-04-02'),
          rate(64, '2026-04-01'),
          rate(63, '2026-04-02'),
          rate(62, '2026-04-01'),
          rate(65, '2026-04-03'),
        ],
      },
      status: 200,
    }),
    ask('Sort by two keys', {
      url: `${base}/Observation?${ours}&_sort=-date,value-quantity`,
      status: 200,
      check: {
        'the newest first, then the lowest': `${values} === '65,61,63,62,64'`,
        'all are counted': 'body.total === 5',
      },
    }),
    ask('Search by POST', {
      url: `${base}/Observation/_search`,
      urlencoded: {
        patient: '{{patientId}}',
        identifier: 'urn:example:collection|{{series}}',
        _sort: 'value-quantity',
      },
      status: 200,
      check: { 'finds the same': `${values} === '61,62,63,64,65'` },
    }),
    ask('By date and by value', {
      url: `${base}/Observation?${ours}&date=ge2026-04-02&value-quantity=lt65`,
      status: 200,
      check: { 'finds two': 'body.total === 2' },
    }),
    ask('The first page', {
      url: `${base}/Observation?${ours}&_sort=value-quantity&_count=2&_total=accurate`,
      status: 200,
      check: {
        'has two of five': 'body.entry.length === 2 && body.total === 5',
        'its link is the gateway’s own': `${next}.startsWith(pm.variables.get('baseUrl') + '/fhir/R4/Observation?')`,
        'its link tells nothing': `!${next}.includes(pm.collectionVariables.get('patientId'))`,
      },
      keep: { nextPage: next, seen: `JSON.stringify(${ids})` },
    }),
    ask('The second page, by its link', {
      url: '{{nextPage}}',
      headers: { accept: 'application/fhir+json' },
      status: 200,
      check: { 'has two others': `body.entry.length === 2 && ${ids}.every((id) => !${seen}.includes(id))` },
      keep: { seen: `JSON.stringify([...${seen}, ...${ids}])`, nextPage: next },
    }),
    ask('The last page, by its link', {
      url: '{{nextPage}}',
      headers: { accept: 'application/fhir+json' },
      status: 200,
      check: {
        'has the fifth, and no further link': `body.entry.length === 1 && !${seen}.includes(${ids}[0]) && ${next} === undefined`,
      },
    }),
    ask('A link that somebody changed', {
      url: `${base}/Observation?_page=AAAA`,
      status: 410,
      check: refusal('page-expired'),
    }),
    ask('The number alone', {
      url: `${base}/Observation?${ours}&_summary=count`,
      status: 200,
      check: { 'is five, without entries': 'body.total === 5 && !body.entry' },
    }),
    ask('Some elements', {
      url: `${base}/Observation?${ours}&_elements=valueQuantity`,
      status: 200,
      check: { 'are there alone': 'body.entry.every(({ resource }) => resource.valueQuantity && !resource.category)' },
    }),
    ask('The patient comes along', {
      url: `${base}/Observation?${ours}&_count=1&_include=Observation:patient`,
      status: 200,
      check: {
        'as included':
          "body.entry.some(({ resource, search }) => resource.resourceType === 'Patient' && search.mode === 'include')",
      },
    }),
    ask('Compressed', {
      url: `${base}/Observation?${ours}`,
      headers: { 'accept-encoding': 'gzip' },
      status: 200,
      check: { 'by gzip': "pm.response.headers.get('content-encoding') === 'gzip' && body.total === 5" },
    }),
    ask('An unknown parameter, with leave to ignore it', {
      url: `${base}/Observation?${ours}&colour=blue`,
      headers: { prefer: 'handling=lenient' },
      status: 200,
      check: { 'is said to be ignored': "body.entry.some(({ search }) => search.mode === 'outcome')" },
    }),
    ask('Nothing is found', {
      url: `${base}/Observation?patient={{patientId}}&identifier=urn:example:collection|none`,
      status: 200,
      check: { 'is a list of none': 'body.total === 0 && !body.entry' },
    }),
  ],
};
