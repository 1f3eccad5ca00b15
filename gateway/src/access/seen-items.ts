import type { FhirServer } from '../fhir/server.ts';
import { linkedTypes, type LinkedType } from './item-links.ts';
import type { Reach } from './policy.ts';
import { reaches } from './reach.ts';

/** What an address has room for. */
const idsInOne = 50;

/** Which items of a record a caller can see. That they are there is all that is learned of them: it is no consultation. */
export class SeenItems {
  readonly #fhir: FhirServer;
  readonly #patient: string;
  readonly #reachOf: (type: LinkedType) => Reach | undefined;
  readonly #known = new Map<string, boolean>();
  readonly #there = new Set<string>();

  /** @param reachOf of the caller's reading of a type, asked for when first needed; undefined: none of it can be seen */
  constructor(fhir: FhirServer, patient: string, reachOf: (type: LinkedType) => Reach | undefined) {
    this.#fhir = fhir;
    this.#patient = patient;
    this.#reachOf = reachOf;
  }

  /** Those of these places (`Type/id`) that can be seen, those of a type asked for at once; each only once. */
  async among(places: string[]): Promise<ReadonlySet<string>> {
    const unknown = [...new Set(places)].filter((place) => !this.#known.has(place));
    await this.#askAll(unknown, (reach) => reach !== undefined);
    for (const place of unknown) if (!this.#known.has(place)) this.#known.set(place, false);
    return new Set(places.filter((place) => this.#known.get(place)));
  }

  /** Those of these places that are there and cannot be seen. What was deleted is not among them. */
  async hiddenAmong(places: string[]): Promise<ReadonlySet<string>> {
    const seen = await this.among(places);
    const unseen = [...new Set(places)].filter((place) => !seen.has(place));
    await this.#askAll(unseen, (reach) => reach === undefined);
    return new Set(unseen.filter((place) => this.#there.has(place)));
  }

  /** After a write, what was seen before it no longer holds. */
  forget(): void {
    this.#known.clear();
    this.#there.clear();
  }

  /** Asks for those of the types whose reach is `meant`. */
  async #askAll(places: string[], meant: (reach: Reach | undefined) => boolean): Promise<void> {
    for (const type of linkedTypes) {
      const ids = idsOf(type, places);
      const reach = ids.length === 0 ? undefined : this.#reachOf(type);
      for (let start = 0; meant(reach) && start < ids.length; start += idsInOne)
        await this.#ask(type, reach, ids.slice(start, start + idsInOne));
    }
  }

  async #ask(type: LinkedType, reach: Reach | undefined, ids: string[]): Promise<void> {
    const { entry = [] } = await this.#fhir.search(type, [
      ['patient', `Patient/${this.#patient}`],
      ['_id', ids.join(',')],
      ['_count', String(ids.length)],
    ]);
    for (const { resource } of entry)
      if (resource?.resourceType === type && resource.id) {
        this.#there.add(`${type}/${resource.id}`);
        this.#known.set(`${type}/${resource.id}`, reach !== undefined && reaches(reach, this.#patient, resource));
      }
  }
}

const idsOf = (type: LinkedType, places: string[]): string[] =>
  places.flatMap((place) => (place.startsWith(`${type}/`) ? [place.slice(type.length + 1)] : []));
