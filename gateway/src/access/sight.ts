import type { Resource } from '@medplum/fhirtypes';
import type { FhirServer, SearchParameters } from '../fhir/server.ts';
import { conceptOfType, isServedType, type ServedType } from './action.ts';
import { isShared } from './compartment.ts';
import type { Grant, Guard } from './guard.ts';
import { linksOf, namesItem, withLinks } from './item-links.ts';
import type { Reach } from './policy.ts';
import { reaches } from './reach.ts';
import { SeenItems } from './seen-items.ts';
import { unstamp } from './visibility.ts';

/** What the holder of a grant sees: which items of the record, and what is left of an item that leads to others. */
export class Sight {
  readonly #grant: Grant;
  readonly #guard: Guard | undefined;
  readonly #reaches = new Map<ServedType, Reach | undefined>();
  readonly #seen: SeenItems;

  /** @param guard absent: of other types than the grant's, nothing is seen. */
  constructor(fhir: FhirServer, grant: Grant, guard?: Guard) {
    this.#grant = grant;
    this.#guard = guard;
    this.#seen = new SeenItems(fhir, grant.patient, (type) => this.#reachFor(type));
  }

  /** After a write, what was seen before it no longer holds. */
  forget(): void {
    this.#seen.forget();
  }

  /** Whether an item, with the gateway's tags, is this patient's and within the grant's reach. */
  within(resource: Resource): boolean {
    return reaches(this.#grant.reach, this.#grant.patient, resource);
  }

  /** Whether what came along with a search may: the directory's, and this patient's within what the caller could read of its type. */
  comesAlong(resource: Resource): boolean {
    const type = resource.resourceType;
    if (!isServedType(type) || !this.#guard) return false;
    if (isShared(type)) return true;
    const reach = this.#reachFor(type);
    return reach !== undefined && reaches(reach, this.#grant.patient, resource);
  }

  /** Which of these items (`Type/id`) the caller can see, asked for at once. That they are there is all that is learned: it is no consultation. */
  items(places: string[]): Promise<ReadonlySet<string>> {
    return this.#seen.among(places);
  }

  /** Which of these documents the caller can see. */
  async documents(ids: string[]): Promise<ReadonlySet<string>> {
    const seen = await this.items(ids.map((id) => `DocumentReference/${id}`));
    return new Set(ids.filter((id) => seen.has(`DocumentReference/${id}`)));
  }

  /** Whether the caller can see each document that is searched by: what leads to another is not told, nor whether there is one. */
  async allNamed(parameters: SearchParameters): Promise<boolean> {
    const named = parameters.filter(([name]) => namesItem(name)).flatMap(([, value]) => value.split(','));
    const ids = named.map((one) => one.replace('DocumentReference/', ''));
    const seen = await this.documents(ids);
    return ids.every((id) => seen.has(id));
  }

  /**
   * Resources as they leave the record: without our tags, and without links to items that the caller cannot see (C4, F6). What
   * is hidden or gone shows neither by an id nor by a number. Those of all are asked for at once, type by type; where there are none, nothing is,
   * nor for what is shown itself (the messages of a conversation lead to each other).
   */
  async allShown<R extends Resource>(resources: R[]): Promise<R[]> {
    const here = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
    const seen = await this.#seen.among(resources.flatMap(linksOf).filter((place) => !here.has(place)));
    const isSeen = (place: string): boolean => here.has(place) || seen.has(place);
    return resources.map((resource) => unstamp(withLinks(resource, isSeen)));
  }

  /** One resource as it leaves the record, see `allShown`. */
  async shown<R extends Resource>(resource: R): Promise<R> {
    return (await this.allShown([resource]))[0] ?? resource;
  }

  /** Places of what an entry is linked to, that is there, and that the caller cannot see. */
  hiddenLinks(resource: Resource): Promise<ReadonlySet<string>> {
    return this.#seen.hiddenAmong(linksOf(resource));
  }

  /** What the caller could read of a type, on the facts of this grant. */
  #reachFor(type: ServedType): Reach | undefined {
    if (!this.#reaches.has(type))
      this.#reaches.set(type, this.#guard?.reachFor(this.#grant, `${conceptOfType[type]}.read`));
    return this.#reaches.get(type);
  }
}
