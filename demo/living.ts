import type { DemoDocument, DemoRecord } from '@passerelle/fhir-mappings/demo-town';
import type { Browser } from './actors/patient.ts';
import type { Doors } from './doors.ts';
import { pdfOf } from './pdf.ts';

/** What a patient wrote of their own hand, and whom they let read. What is there already, from a start cut short, stays as it is. */
export async function live(doors: Doors, browser: Browser, record: DemoRecord | undefined): Promise<void> {
  if (!record) return;
  const { call } = browser;
  for (const body of missing(record.diseases, await call('GET /api/profile/diseases')))
    await call('POST /api/profile/diseases', { body });
  for (const body of missing(record.treatments, await call('GET /api/profile/treatments')))
    await call('POST /api/profile/treatments', { body });
  for (const body of missing(record.allergies, await call('GET /api/profile/allergies')))
    await call('POST /api/profile/allergies', { body });
  for (const body of missing(record.vaccinations, await call('GET /api/vaccinations')))
    await call('POST /api/vaccinations', { body });
  await measure(browser, record);
  const deposited = await call('GET /api/documents', { query: {} });
  for (const document of missing(record.documents, { entries: deposited.documents }))
    await deposit(doors, browser, document);
  for (const rpps of record.authorised)
    await call('PUT /api/access/professionals/:rpps', { params: { rpps }, body: { status: 'authorised' } });
}

/** They were written in this order: those that lack are the last. */
function missing<E>(all: readonly E[], { entries }: { entries: { author: { kind: string } }[] }): E[] {
  return all.slice(entries.filter(({ author }) => author.kind === 'patient').length);
}

async function measure({ call }: Browser, { measures }: DemoRecord): Promise<void> {
  for (const [kind, own] of Map.groupBy(measures, (one) => one.kind))
    for (const body of missing(own, await call('GET /api/measures', { query: { kind } })))
      await call('POST /api/measures', { body });
}

async function deposit(doors: Doors, { cookie }: Browser, { lines, ...details }: DemoDocument): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(details)) form.append(name, String(value));
  const bytes = new Uint8Array(pdfOf(details.name, [...lines]));
  form.append('file', new Blob([bytes], { type: 'application/pdf' }), `${details.name}.pdf`);
  const headers = { cookie: cookie(), origin: doors.url };
  const answer = await fetch(`${doors.url}/api/documents`, { method: 'POST', body: form, headers });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}
