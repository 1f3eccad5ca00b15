import { randomUUID } from 'node:crypto';
import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';
import type { Attempt, Grant } from '../access/attempt.ts';
import { patientOf } from '../access/compartment.ts';
import { PatientRecord, type Writing } from '../access/record.ts';
import { Problem, problem } from '../errors.ts';
import type { Api } from './api.ts';
import { answerEntry } from './batch.ts';
import { bundleText, stampsOf, type TextEntry } from './bundle-text.ts';
import { entryExchange } from './entry-exchange.ts';
import { attemptOf, type Answered, type Exchange } from './exchange.ts';
import { foldBytes, type Entry } from './fold-bytes.ts';
import { tellsExistence } from './owner.ts';
import { prepare } from './prepare.ts';
import { consentIsAdded } from './replace.ts';
import { renamed, stepWritings, type Step } from './steps.ts';

/**
 * All of the entries or none (R4 http.html#trules): changes first, in one transaction of the FHIR server on one patient's record, then
 * what is only read. A Binary goes with the document that points at it.
 */
export async function transaction(api: Api, whole: Exchange, given: BundleEntry[]): Promise<Answered> {
  const entries = foldBytes(api, given);
  const steps: Step[] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry.foldedInto === undefined && entry.request?.method !== 'GET')
      steps.push(await naming(index, () => stepOf(api, whole, entry, index)));
  }
  const answers = await commit(api, whole, steps);
  for (const [index, entry] of entries.entries())
    if (entry.request?.method === 'GET') answers.set(index, await naming(index, () => readEntry(api, whole, entry)));
  const inOrder = entries.map((entry, index) => answers.get(index) ?? bytesAnswer(answers, entry));
  return { status: 200, body: bundleText({ type: 'transaction-response', entries: inOrder }) };
}

const bytesAnswer = (answers: Map<number, TextEntry>, { foldedInto }: Entry): TextEntry => {
  const document = foldedInto === undefined ? undefined : answers.get(foldedInto);
  return { response: { status: document?.response?.status ?? '201' } };
};

async function readEntry(api: Api, whole: Exchange, entry: BundleEntry): Promise<TextEntry> {
  const { exchange, interact } = entryExchange(api, whole, entry);
  return answerEntry(exchange, await interact(api, exchange));
}

/** Says in which entry the problem is. */
async function naming<T>(index: number, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const field = { field: `Bundle.entry[${index}]`, fr: error.text('fr'), en: error.text('en') };
    throw problem(error.code, error.details, [field, ...error.fields], error.cause);
  }
}

async function stepOf(api: Api, whole: Exchange, entry: Entry, index: number): Promise<Step> {
  const { exchange } = entryExchange(api, whole, entry);
  const { method, id, type } = exchange;
  if (type === 'Consent') throw consentIsAdded();
  const simple = (method === 'POST' && !id) || ((method === 'PUT' || method === 'DELETE') && id);
  if (!simple || exchange.query.length > 0)
    throw problem('method-not-allowed', { detail: `${method} ${type} (transaction)` });
  const step = { index, exchange, fullUrl: ownName(entry), id: id || randomUUID() };
  if (method === 'DELETE') return { ...step, patient: await ownerOf(api, exchange) };
  const { resource, patient } = await prepare(api, exchange, entry.resource);
  if (method === 'PUT' && resource.id !== id) throw problem('resource-invalid', { detail: 'id' });
  return { ...step, resource, patient };
}

/** A name made up for this transaction. An address for one would let it pass for something that is there already. */
const ownName = ({ fullUrl }: Entry): string | undefined =>
  typeof fullUrl === 'string' && fullUrl.startsWith('urn:') ? fullUrl : undefined;

async function ownerOf(api: Api, { type, id }: Exchange): Promise<string | undefined> {
  return api.fhir.read(type, id).then(patientOf, () => undefined);
}

const verbs = { POST: 'add', PUT: 'change', DELETE: 'remove' } as const;

async function commit(api: Api, whole: Exchange, steps: Step[]): Promise<Map<number, TextEntry>> {
  if (steps.length === 0) return new Map();
  // What is to be deleted and cannot be seen is taken to be in the record that the others name; it is not found there.
  const patient =
    steps.find((step) => step.exchange.method !== 'DELETE')?.patient ?? steps.find((step) => step.patient)?.patient;
  const attempts = steps.map(({ exchange, ...step }): Attempt => {
    const inRecord = exchange.method === 'DELETE' ? patient : step.patient;
    return attemptOf(exchange, verbs[exchange.method as keyof typeof verbs], inRecord);
  });
  whole.trace.attempted = true;
  const answered = await api.guard
    .performAll(attempts, (grants) => carryOut(api, steps, grants))
    .catch((error: unknown) => concealed(steps, error));
  return new Map(steps.map(({ index }, position) => [index, answered[position] as TextEntry]));
}

/** Who only names what is to be deleted has named no patient: whatever refuses them there is like nothing there at all. */
function concealed(steps: Step[], error: unknown): Promise<never> {
  const unnamed = steps.every((step) => step.exchange.method === 'DELETE');
  if (!unnamed || !tellsExistence(error)) throw error;
  return naming(steps[0]?.index ?? 0, () => Promise.reject(problem('resource-not-found')));
}

async function carryOut(api: Api, steps: Step[], grants: Grant[]): Promise<TextEntry[]> {
  const [grant] = grants as [Grant];
  const record = new PatientRecord(api.fhir, grant, api.guard);
  renamed(steps);
  const groups: Writing[][] = [];
  for (const step of steps) groups.push(await naming(step.index, () => stepWritings(api, step, record, grant, steps)));
  const stored = await record.transact(groups.flat());
  const { hiddenFromKin } = grant;
  grants.forEach((each, position) => reached(each, hiddenFromKin, groups[position] ?? []));
  const positions = groups.map((_, n) => groups.slice(0, n).reduce((sum, group) => sum + group.length, 0));
  return steps.map((step, n) => answerOf(api, step, stored.entry?.[positions[n] ?? 0]));
}

/** Each line says what its own entry reached, under the name that the entry gives it; `hiddenFromKin`: what of all is so. */
function reached(each: Grant, hiddenFromKin: Set<string>, writings: Writing[]): void {
  const urls = writings.flatMap(({ request }) => request?.url ?? []);
  const hidden = writings
    .filter(({ seen }) => seen?.kinHidden || seen?.secret)
    .flatMap(({ request }) => request?.url ?? []);
  each.touched = urls.filter((url) => url.includes('/'));
  each.hiddenFromKin = new Set([...urls.filter((url) => hiddenFromKin.has(url)), ...hidden]);
}

function answerOf(api: Api, step: Step, stored: NonNullable<Bundle['entry']>[number] | undefined): TextEntry {
  const { exchange } = step;
  if (exchange.method === 'DELETE') return { response: { status: '204' } };
  const resource = stored?.resource?.resourceType === exchange.type ? stored.resource : undefined;
  const path = /([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})\/_history\/([A-Za-z0-9\-.]{1,64})$/.exec(
    stored?.response?.location ?? '',
  );
  const [, place = resource ? `${resource.resourceType}/${resource.id}` : '', version] = path ?? [];
  const stamps: ReturnType<typeof stampsOf> = resource ? stampsOf(resource as Resource) : {};
  const at = version ?? stamps.version;
  return answerEntry(exchange, {
    status: Number(stored?.response?.status.slice(0, 3) ?? '200'),
    body: resource && JSON.stringify(resource),
    written: true,
    version: at,
    lastModified: stamps.lastModified ?? stored?.response?.lastModified,
    ...(place ? { location: `${api.base}/${place}/_history/${at}` } : {}),
  });
}
