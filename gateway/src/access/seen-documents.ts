import type { FhirServer } from '../fhir/server.ts';
import type { Reach } from './policy.ts';
import { reaches } from './reach.ts';

/** What an address has room for. */
const idsInOne = 50;

/** Which documents of a record a caller can see. That they are there is all that is learned of them: it is no consultation. */
export class SeenDocuments {
  readonly #fhir: FhirServer;
  readonly #patient: string;
  readonly #reach: () => Reach | undefined;
  readonly #known = new Map<string, boolean>();

  /** @param reach of the caller's reading of documents, asked for when first needed; undefined: none can be seen */
  constructor(fhir: FhirServer, patient: string, reach: () => Reach | undefined) {
    this.#fhir = fhir;
    this.#patient = patient;
    this.#reach = reach;
  }

  /** Those of these ids that can be seen, asked for at once; each only once. */
  async among(ids: string[]): Promise<ReadonlySet<string>> {
    const unknown = [...new Set(ids)].filter((id) => !this.#known.has(id));
    const reach = unknown.length === 0 ? undefined : this.#reach();
    for (let start = 0; reach && start < unknown.length; start += idsInOne)
      await this.#ask(reach, unknown.slice(start, start + idsInOne));
    for (const id of unknown) if (!this.#known.has(id)) this.#known.set(id, false);
    return new Set(ids.filter((id) => this.#known.get(id)));
  }

  /** After a write, what was seen before it no longer holds. */
  forget(): void {
    this.#known.clear();
  }

  async #ask(reach: Reach, ids: string[]): Promise<void> {
    const { entry = [] } = await this.#fhir.search('DocumentReference', [
      ['patient', this.#patient],
      ['_id', ids.join(',')],
      ['_count', String(ids.length)],
    ]);
    for (const { resource } of entry)
      if (resource?.resourceType === 'DocumentReference' && resource.id)
        this.#known.set(resource.id, reaches(reach, this.#patient, resource));
  }
}
