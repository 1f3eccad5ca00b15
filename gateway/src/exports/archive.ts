import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { DocumentReference, Resource } from '@medplum/fhirtypes';
import { ZipFile } from 'yazl';
import { withoutUnheld } from './held.ts';
import { placeOf } from './names.ts';
import type { Asking, ExportParts } from './parts.ts';
import { readablePdf } from './readable.ts';
import { activityTable, bytesOf, fileOf, types, gather } from './steps.ts';

/** A copy as it is made. */
export interface Archive {
  bytes: AsyncIterable<Buffer>;
  /** Places (`Type/id`) of what it holds of the record. */
  held: string[];
}

/** Says how far the copy is. */
export type Progress = (done: number, total: number) => Promise<void>;

interface Listed {
  path: string;
  size: number;
  sha256: string;
}

/**
 * F5: the whole space as a zip, one thing after the other: the FHIR bundle, each file, the log, a readable summary, and last the list of
 * all of them with their SHA-256. Files are fetched when their turn comes, each through the guard.
 */
export async function archiveOf(
  parts: ExportParts,
  asking: Asking,
  language: 'fr' | 'en',
  progress: Progress,
): Promise<Archive> {
  const at = parts.clock();
  const before = types.length;
  let done = 0;
  const gathered = await gather(parts, asking, () => progress((done += 1), before + 4));
  const held = new Set(gathered.filter(isDocument).map(({ id }) => id));
  const resources = gathered.map((one) => withoutUnheld(one, (document) => held.has(document)) as Resource);
  const documents = resources.filter((one): one is DocumentReference & { id: string } => isDocument(one));
  const total = before + documents.length + 4;
  const zip = new ZipFile();
  const listed: Listed[] = [];
  const add = (path: string, content: () => AsyncIterable<Buffer | string>): void => {
    const step = (): Promise<void> => progress(Math.min((done += 1), total - 1), total);
    zip.addReadStreamLazy(path, { mtime: at, compress: true }, (give) =>
      give(null, Readable.from(counted(path, content(), listed, step), { objectMode: false })),
    );
  };
  add('record.json', () => [JSON.stringify(bundleOf(parts, resources, at), null, 1)].values() as never);
  add('summary.pdf', () => once(() => readablePdf(resources, language, at)));
  add('activity.csv', () => activityTable(parts, asking));
  const taken = new Set<string>();
  for (const document of documents) {
    const file = fileOf(document);
    add(placeOf(file, taken), () => once(() => bytesOf(parts, asking, file.id)));
  }
  add('manifest.json', () => once(async () => JSON.stringify({ at: at.toISOString(), files: listed }, null, 1)));
  zip.end();
  const places = gathered.map(({ resourceType, id }) => `${resourceType}/${id}`);
  return { bytes: outOf(zip), held: places.filter((place) => !place.startsWith('Patient/')) };
}

const isDocument = (resource: Resource): boolean =>
  resource.resourceType === 'DocumentReference' && resource.id !== undefined;

async function* once(make: () => Promise<Buffer | string | undefined>): AsyncGenerator<Buffer | string> {
  const made = await make();
  if (made !== undefined && made.length > 0) yield made;
}

async function* counted(
  path: string,
  content: AsyncIterable<Buffer | string>,
  listed: Listed[],
  step: () => Promise<void>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of content) {
    const bytes = Buffer.from(piece as Buffer);
    hash.update(bytes);
    size += bytes.length;
    yield bytes;
  }
  listed.push({ path, size, sha256: hash.digest('hex') });
  await step();
}

function bundleOf({ publicUrl }: ExportParts, resources: Resource[], at: Date) {
  const entry = resources.map((resource) => ({
    fullUrl: `${publicUrl}/fhir/R4/${resource.resourceType}/${resource.id ?? ''}`,
    resource,
  }));
  return { resourceType: 'Bundle', type: 'collection', timestamp: at.toISOString(), entry };
}

/** What goes wrong with one file ends the whole: a copy that lacks something would pass for one that does not. */
async function* outOf(zip: ZipFile): AsyncGenerator<Buffer> {
  const out = zip.outputStream as Readable;
  zip.on('error', (fault: unknown) => out.destroy(fault instanceof Error ? fault : new Error('the zip failed')));
  for await (const piece of out) yield piece as Buffer;
}
