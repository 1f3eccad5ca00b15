import type { Binary, Bundle, BundleEntry, DocumentReference, ExtractResource, Resource } from '@medplum/fhirtypes';
import { problem } from '../errors.ts';
import { FhirServerError, type SearchParameters } from '../fhir/server.ts';
import type { ServedType } from './action.ts';
import { documentOf, patientOf, referenceParts } from './compartment.ts';
import { keepingLinks } from './item-links.ts';
import { mayChange, mayDeposit } from './reach.ts';
import { reasons } from './reasons.ts';
import { binaryOf, RecordReading } from './record-reading.ts';
import { authorTagOf, stamp, tagSearch, visibilityOf, type Visibility } from './visibility.ts';

export type { Found } from './record-reading.ts';

/** An entry of a transaction. `fresh`: its id was made just now, so nothing can be there. */
export type Writing = BundleEntry & { seen?: Seen; fresh?: boolean };

/** How a written resource is seen; hidden, secret and hidden from kin are no unless said. */
export type Seen = Partial<Pick<Visibility, 'hidden' | 'secret' | 'kinHidden'>>;

/**
 * A use case's only way to the record: bound to one patient and to what the guard granted. Everything read is narrowed by the
 * FHIR server and checked again here; everything written is stamped with its author and visibility.
 */
export class PatientRecord extends RecordReading {
  /** @returns the resource as stored, with its id and version. */
  async create<R extends Resource>(resource: R, seen: Seen = {}): Promise<R> {
    const stored = await this.#changing(() => this.fhir.create(this.#stamped(resource, seen)));
    this.touch(stored);
    return this.sight.shown(stored);
  }

  /** Creates unless the caller has already written one that answers to `criteria`, which is then given back. */
  async createUnless<R extends Resource>(
    resource: R,
    criteria: SearchParameters,
    seen: Seen = {},
  ): Promise<{ resource: R; created: boolean }> {
    const ours = this.ownCriteria(resource.resourceType as ServedType, criteria);
    const { resource: stored, created } = await this.#changing(() =>
      this.fhir.createUnless(this.#stamped(resource, seen), ours),
    );
    if (!created && !this.sight.within(stored)) throw problem('resource-not-found');
    this.touch(stored);
    return { resource: await this.sight.shown(stored), created };
  }

  /** Criteria of a conditional write, held to this patient and to what the caller may change. */
  ownCriteria(type: ServedType, criteria: SearchParameters): SearchParameters {
    const [patient] = this.narrowing(type);
    return [...(patient ? [patient] : []), ['_tag', tagSearch(this.grant.reach.changeable)], ...criteria];
  }

  /** What the caller may change and answers to `criteria`: two at most, for who needs to know whether it is one. */
  async matching<T extends ServedType>(type: T, criteria: SearchParameters): Promise<ExtractResource<T>[]> {
    if (!(await this.sight.allNamed(criteria))) return [];
    const bundle = await this.fhir.search(type, [...this.ownCriteria(type, criteria), ['_count', '2']]);
    return this.sight.allShown(
      this.matchesOf<T>(type, bundle).filter((resource) => mayChange(this.grant.reach, resource)),
    );
  }

  /** @throws Problem `version-stale` when somebody else changed it since `version`. */
  async update<R extends Resource & { id: string }>(resource: R, version: string | undefined, seen?: Seen): Promise<R> {
    const { stamped, expected } = await this.#prepared(resource, version, seen);
    const stored = await this.#changing(() => this.fhir.update(stamped, expected ? { ifMatch: expected } : {}));
    this.touch(stored);
    return this.sight.shown(stored);
  }

  /** A document's bytes go with it. @throws Problem `version-stale` */
  async remove(type: ServedType, id: string, version: string | undefined): Promise<void> {
    const entries = await this.#removal(type, id, version);
    const [only] = entries;
    const ifMatch = only?.request?.ifMatch?.slice(3, -1);
    if (entries.length === 1) await this.#changing(() => this.fhir.delete(type, id, ifMatch ? { ifMatch } : {}));
    else
      await this.#changing(() =>
        this.fhir.transaction({ resourceType: 'Bundle', type: 'transaction', entry: entries }),
      );
  }

  /** Writes several resources of this patient, or none. Each entry's request says how; what is there must be the caller's to change. */
  async transact(entries: Writing[]): Promise<Bundle> {
    const prepared: BundleEntry[] = [];
    for (const entry of entries) prepared.push(...(await this.#preparedEntry(entry)));
    for (const { resource } of prepared) if (resource) this.touch(resource);
    const entry = prepared;
    const stored = await this.#changing(() =>
      this.fhir.transaction({ resourceType: 'Bundle', type: 'transaction', entry }),
    );
    return this.#answered(stored);
  }

  /** The caller's to change, or the problem that says why not. */
  async changeable(type: ServedType, id: string): Promise<Resource> {
    return this.sight.shown(await this.#changeable(type, id));
  }

  /** @returns as stored, with the gateway's tags and links that the caller cannot see */
  async #changeable(type: ServedType, id: string): Promise<Resource> {
    const resource = await this.stored(type, id);
    if (patientOf(resource) !== this.grant.patient) throw problem('resource-not-found');
    if (mayChange(this.grant.reach, resource)) return resource;
    if (!this.sight.within(resource)) throw problem('resource-not-found');
    throw problem('access-refused', { reason: reasons['not-author'], code: 'not-author' });
  }

  /** What a transaction was answered with, where the FHIR server gives the resources back. */
  async #answered(bundle: Bundle): Promise<Bundle> {
    const given = (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
    const shown = (await this.sight.allShown(given)).values();
    const entry = bundle.entry?.map((one) => {
      const resource = one.resource && shown.next().value;
      return resource ? { ...one, resource } : one;
    });
    return { ...bundle, ...(entry ? { entry } : {}) };
  }

  /** A change as it goes to the FHIR server: author, visibility and hidden links as before unless said, on the version expected. */
  async #prepared<R extends Resource & { id: string }>(resource: R, version: string | undefined, seen: Seen = {}) {
    const before = await this.#changeable(resource.resourceType as ServedType, resource.id);
    const { hidden, secret, kinHidden, author } = visibilityOf(before);
    const visibility = {
      hidden: seen.hidden ?? hidden,
      secret: seen.secret ?? secret,
      kinHidden: seen.kinHidden ?? kinHidden,
      ...(author ? { author } : {}),
    };
    const whole = keepingLinks(resource, before, await this.sight.hiddenLinks(before));
    return { stamped: stamp(this.#bound(whole), visibility), expected: version ?? before.meta?.versionId };
  }

  async #removal(type: ServedType, id: string, version: string | undefined): Promise<BundleEntry[]> {
    const before = await this.#changeable(type, id);
    const expected = version ?? before.meta?.versionId;
    if (before.meta?.versionId !== expected) throw problem('version-stale');
    const binary = before.resourceType === 'DocumentReference' ? await this.#bytesOf(before) : undefined;
    return [
      { request: { method: 'DELETE', url: `${type}/${id}`, ...(expected ? { ifMatch: `W/"${expected}"` } : {}) } },
      ...(binary ? [{ request: { method: 'DELETE', url: `Binary/${binary}` } } as const] : []),
    ];
  }

  /** The Binary that goes with a document; one that belongs to another document, whatever this one says, stays. */
  async #bytesOf(document: DocumentReference): Promise<string | undefined> {
    const named = binaryOf(document);
    const binary = named ? await this.stored('Binary', named).catch(() => undefined) : undefined;
    return binary?.resourceType === 'Binary' && documentOf(binary) === document.id ? named : undefined;
  }

  async #preparedEntry({ seen, fresh, resource, ...entry }: Writing): Promise<BundleEntry[]> {
    const [type, id] = referenceParts(entry.request?.url) as [ServedType | undefined, string | undefined];
    const version = /^W\/"(.+)"$/.exec(entry.request?.ifMatch ?? '')?.[1];
    if (entry.request?.method === 'DELETE' && type && id) return this.#removal(type, id, version);
    if (!resource) return [entry];
    const there = fresh || entry.request?.method !== 'PUT' ? undefined : await this.#before(resource);
    if (!there) return [{ ...entry, resource: this.#stamped(resource, seen ?? {}) }];
    this.admit(there);
    const { stamped, expected } = await this.#prepared({ ...resource, id: there.id }, version, seen);
    const request = { ...entry.request, ...(expected ? { ifMatch: `W/"${expected}"` } : {}) } as BundleEntry['request'];
    return [{ ...entry, resource: stamped, ...(request ? { request } : {}) }];
  }

  /** What a PUT would replace. Bytes are replaced with the document that they already belong to. */
  async #before(resource: Resource): Promise<(Resource & { id: string }) | undefined> {
    const before = await this.stored(resource.resourceType as ServedType, resource.id ?? '').catch((error: unknown) => {
      if (error instanceof FhirServerError && ['missing', 'gone'].includes(error.kind)) return undefined;
      throw error;
    });
    if (before?.resourceType !== 'Binary') return before as (Resource & { id: string }) | undefined;
    if (documentOf(before) !== documentOf(resource as Binary)) throw problem('resource-not-found');
    return undefined;
  }

  #stamped<R extends Resource>(resource: R, seen: Seen): R {
    const author = authorTagOf(this.grant.caller);
    return stamp(this.#bound(resource), {
      hidden: seen.hidden ?? false,
      secret: seen.secret ?? false,
      kinHidden: seen.kinHidden ?? false,
      ...(author ? { author } : {}),
    });
  }

  /** The resource, which must be this patient's, and a document of a class that the caller may deposit. */
  #bound<R extends Resource>(resource: R): R {
    if (resource.resourceType === 'Binary') return resource;
    if (patientOf(resource) !== this.grant.patient) throw problem('patient-required');
    if (!mayDeposit(this.grant.reach, resource))
      throw problem('access-refused', { reason: reasons['matrix-closed'], code: 'matrix-closed' });
    return resource;
  }

  async #changing<O>(change: () => Promise<O>): Promise<O> {
    this.grant.changed = true;
    return change().finally(() => this.forget());
  }
}
