import type { Binary, Bundle, BundleEntry, DocumentReference, ExtractResource, Resource } from '@medplum/fhirtypes';
import type { FhirServer, SearchParameters } from '../fhir/server.ts';
import { problem } from '../errors.ts';
import { documentOf, patientOf, patientParameter } from './compartment.ts';
import type { Grant } from './guard.ts';
import type { ServedType } from './action.ts';
import { mayChange, narrowing, reaches } from './reach.ts';
import { authorOf, stamp, unstamp, visibilityOf, type Visibility } from './visibility.ts';

export interface Found<R extends Resource> {
  /** Without the gateway's tags. */
  resources: R[];
  /** Within the caller's reach; undefined when not asked for. */
  total: number | undefined;
  /** The FHIR server's own link to the next page; never given out as it is. */
  next: string | undefined;
}

/** How a written resource is seen; hidden and secret are no unless said. */
export type Seen = Partial<Pick<Visibility, 'hidden' | 'secret'>>;

/**
 * A use case's only way to the record: bound to one patient and to what the guard granted. Everything read is narrowed by the
 * FHIR server and checked again here; everything written is stamped with its author and visibility.
 */
export class PatientRecord {
  readonly #fhir: FhirServer;
  readonly #grant: Grant;

  constructor(fhir: FhirServer, grant: Grant) {
    this.#fhir = fhir;
    this.#grant = grant;
  }

  /** Search within the patient's record. Parameters come after the narrowing ones and can only narrow further. */
  async search<T extends ServedType>(type: T, parameters: SearchParameters): Promise<Found<ExtractResource<T>>> {
    const patient = patientParameter(type);
    if (!patient) throw problem('resource-type-closed', { type });
    const bundle = await this.#fhir.search(type, [
      [patient, this.#grant.patient],
      ...narrowing(this.#grant.reach, type),
      ...parameters,
    ]);
    return this.#found<T>(type, bundle);
  }

  /** The page behind a link that the FHIR server gave. */
  async page<T extends ServedType>(type: T, link: string): Promise<Found<ExtractResource<T>>> {
    return this.#found<T>(type, await this.#fhir.page(link));
  }

  /** @throws Problem `resource-not-found` also for what exists outside the reach. */
  async read<T extends ServedType>(type: T, id: string): Promise<ExtractResource<T>> {
    return unstamp(await this.#reachable(type, id));
  }

  /** The bytes of a document within reach, through the document that holds them. */
  async bytes(document: string): Promise<{ document: DocumentReference; binary: Binary }> {
    const reference = await this.#reachable('DocumentReference', document);
    const id = /^Binary\/([A-Za-z0-9\-.]{1,64})$/.exec(reference.content[0]?.attachment.url ?? '')?.[1];
    const binary = id ? await this.#fhir.read('Binary', id) : undefined;
    if (!binary || documentOf(binary) !== document) throw problem('resource-not-found');
    return { document: unstamp(reference), binary };
  }

  async history<T extends ServedType>(type: T, id: string): Promise<ExtractResource<T>[]> {
    const current: Resource = await this.#reachable(type, id);
    const bundle = await this.#fhir.history(type, id);
    return versions<ExtractResource<T>>(bundle)
      .filter((version: Resource) => version.meta?.versionId === current.meta?.versionId || this.#within(version))
      .map(unstamp);
  }

  /** @returns the resource as stored, with its id and version. */
  async create<R extends Resource>(resource: R, seen: Seen = {}): Promise<R> {
    const stored = await this.#changing(() => this.#fhir.create(this.#stamped(resource, seen)));
    this.#touch(stored);
    return unstamp(stored);
  }

  /** @throws Problem `version-stale` when somebody else changed it since `version`. */
  async update<R extends Resource & { id: string }>(resource: R, version: string | undefined, seen?: Seen): Promise<R> {
    const before = await this.#changeable(resource.resourceType as ServedType, resource.id);
    const { hidden, secret, author } = visibilityOf(before);
    const visibility = {
      hidden: seen?.hidden ?? hidden,
      secret: seen?.secret ?? secret,
      ...(author ? { author } : {}),
    };
    const stamped = stamp(this.#bound(resource), visibility);
    const expected = version ?? before.meta?.versionId;
    const stored = await this.#changing(() => this.#fhir.update(stamped, expected ? { ifMatch: expected } : {}));
    return unstamp(stored);
  }

  async remove(type: ServedType, id: string, version: string | undefined): Promise<void> {
    const before = await this.#changeable(type, id);
    const expected = version ?? before.meta?.versionId;
    if (before.meta?.versionId !== expected) throw problem('version-stale');
    await this.#changing(() => this.#fhir.delete(type, id, expected ? { ifMatch: expected } : {}));
  }

  /** Writes several resources of this patient, or none. Each entry's request says how. */
  async transact(entries: (BundleEntry & { seen?: Seen })[]): Promise<Bundle> {
    const stamped = entries.map(({ seen = {}, resource, ...entry }): BundleEntry =>
      resource ? { ...entry, resource: this.#stamped(resource, seen) } : entry,
    );
    for (const { resource } of stamped) if (resource) this.#touch(resource);
    return this.#changing(() =>
      this.#fhir.transaction({ resourceType: 'Bundle', type: 'transaction', entry: stamped }),
    );
  }

  #found<T extends ServedType>(type: T, bundle: Bundle): Found<ExtractResource<T>> {
    const resources = (bundle.entry ?? [])
      .flatMap(({ resource }) => (resource && resource.resourceType === type ? [resource as ExtractResource<T>] : []))
      .filter((resource) => this.#within(resource));
    resources.forEach((resource) => this.#touch(resource));
    const next = bundle.link?.find(({ relation }) => relation === 'next')?.url;
    return { resources: resources.map(unstamp), total: bundle.total, next };
  }

  async #reachable<T extends ServedType>(type: T, id: string): Promise<ExtractResource<T>> {
    const resource = await this.#fhir.read(type, id);
    if (!this.#within(resource)) throw problem('resource-not-found');
    this.#touch(resource);
    return resource;
  }

  async #changeable(type: ServedType, id: string): Promise<Resource> {
    const resource = await this.#fhir.read(type, id);
    if (patientOf(resource) !== this.#grant.patient) throw problem('resource-not-found');
    if (mayChange(this.#grant.reach, resource)) return resource;
    throw problem(this.#within(resource) ? 'access-refused' : 'resource-not-found', {
      reason: { fr: 'seul l’auteur peut modifier ou supprimer', en: 'only the author may change or delete' },
    });
  }

  #within(resource: Resource): boolean {
    return reaches(this.#grant.reach, this.#grant.patient, resource);
  }

  #stamped<R extends Resource>(resource: R, seen: Seen): R {
    const author = authorOf(this.#grant.caller);
    return stamp(this.#bound(resource), {
      hidden: seen.hidden ?? false,
      secret: seen.secret ?? false,
      ...(author ? { author } : {}),
    });
  }

  /** The resource, which must be this patient's; a Binary is bound through the document of its transaction. */
  #bound<R extends Resource>(resource: R): R {
    if (resource.resourceType !== 'Binary' && patientOf(resource) !== this.#grant.patient)
      throw problem('patient-required');
    return resource;
  }

  #touch(resource: Resource): void {
    if (resource.id) this.#grant.touched.push(`${resource.resourceType}/${resource.id}`);
  }

  async #changing<O>(change: () => Promise<O>): Promise<O> {
    this.#grant.changed = true;
    return change();
  }
}

const versions = <R extends Resource>(bundle: Bundle): R[] =>
  (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource as R] : []));
