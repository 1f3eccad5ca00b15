import type { Browser } from './actors/patient.ts';
import { childhood, selfWritten } from './contents.ts';
import type { Doors } from './doors.ts';

/** What a patient of that place in the register wrote of their own hand. What is there already, from a start cut short, stays as it is. */
export async function live(doors: Doors, browser: Browser, index: number): Promise<void> {
  const { call } = browser;
  const { diseases, treatments, allergies, vaccinations, documents } = selfWritten[index] ?? childhood;
  for (const body of missing(diseases, await call('GET /api/profile/diseases')))
    await call('POST /api/profile/diseases', { body });
  for (const body of missing(treatments, await call('GET /api/profile/treatments')))
    await call('POST /api/profile/treatments', { body });
  for (const body of missing(allergies, await call('GET /api/profile/allergies')))
    await call('POST /api/profile/allergies', { body });
  for (const body of missing(vaccinations, await call('GET /api/vaccinations')))
    await call('POST /api/vaccinations', { body });
  await measure(browser, index);
  const deposited = await call('GET /api/documents', { query: {} });
  for (const document of missing(documents, { entries: deposited.documents })) await deposit(doors, browser, document);
}

/** They were written in this order: those that lack are the last. */
function missing<E>(all: E[], { entries }: { entries: { author: { kind: string } }[] }): E[] {
  return all.slice(entries.filter(({ author }) => author.kind === 'patient').length);
}

async function measure({ call }: Browser, index: number): Promise<void> {
  const { measures } = selfWritten[index] ?? childhood;
  for (const [kind, own] of Map.groupBy(measures, (one) => one.kind))
    for (const body of missing(own, await call('GET /api/measures', { query: { kind } })))
      await call('POST /api/measures', { body });
}

async function deposit(
  doors: Doors,
  { cookie }: Browser,
  { file, ...details }: (typeof childhood)['documents'][number],
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(details)) form.append(name, String(value));
  form.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
  const headers = { cookie: cookie(), origin: doors.url };
  const answer = await fetch(`${doors.url}/api/documents`, { method: 'POST', body: form, headers });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}
