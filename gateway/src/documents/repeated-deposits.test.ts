import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTown, type Town } from '../../testing/town.ts';
import { addIdempotency } from '../http/idempotency.ts';
import { Images } from '../files/images.ts';
import { serveDocuments } from './routes.ts';

let town: Town;
beforeAll(async () => void (town = await openTown()), 60_000);
afterAll(() => town.close());

const pdf = (catalog: string): string =>
  `%PDF-1.7\n1 0 obj<</Type/${catalog}>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`;
const details = { name: 'Bilan sanguin', date: '2026-03-01', category: 'biology', hidden: 'false' };

/** A form as it goes over the wire, so that two of them are of one length to the byte. */
function form(content: string, said: Record<string, string> = details, boundary = 'x'): string {
  const fields = Object.entries(said).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${content}\r\n`;
  return `${fields.join('')}${file}--${boundary}--\r\n`;
}

async function signedIn() {
  const clock = (): Date => new Date();
  const app = await town.app(
    (scope) => {
      addIdempotency(scope, { ...town, secret: Buffer.alloc(32, 9), clock });
      serveDocuments(scope, { ...town, clock, images: new Images() });
    },
    await town.person('Awa Diallo'),
  );
  const deposit = (payload: string, boundary = 'x') =>
    app.inject({
      ...{ method: 'POST', url: '/api/documents', payload },
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'idempotency-key': 'k-1' },
    });
  const stored = async () => {
    const { documents } = (await app.inject({ url: '/api/documents' })).json<{ documents: { id: string }[] }>();
    return Promise.all(documents.map(async ({ id }) => (await app.inject(`/api/documents/${id}/content`)).body));
  };
  return { deposit, stored };
}

test('Another file of the same length under the key of the first is refused: it was taken for the first, and lost', async () => {
  const { deposit, stored } = await signedIn();
  expect((await deposit(form(pdf('Catalog')))).statusCode).toBe(201);
  const other = await deposit(form(pdf('Catalgo')));
  expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency-mismatch']);
  expect(await stored()).toEqual([pdf('Catalog')]);
});

test('The same file said to be something else under the key of the first is refused', async () => {
  const { deposit, stored } = await signedIn();
  await deposit(form(pdf('Catalog')));
  const other = await deposit(form(pdf('Catalog'), { ...details, date: '2026-03-02' }));
  expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency-mismatch']);
  expect(await stored()).toHaveLength(1);
});

test('A deposit sent again is answered as the first time and stored once, however its form is put together', async () => {
  const { deposit, stored } = await signedIn();
  const first = await deposit(form(pdf('Catalog')));
  const again = await deposit(form(pdf('Catalog'), details, 'another-boundary'), 'another-boundary');
  expect([again.statusCode, again.json(), again.headers['idempotency-replayed']]).toEqual([201, first.json(), 'true']);
  expect(await stored()).toEqual([pdf('Catalog')]);
});

test('A deposit that broke off on its way is made under the same key', async () => {
  const { deposit, stored } = await signedIn();
  const broken = await deposit(form(pdf('Catalog')).slice(0, -20));
  expect([broken.statusCode, broken.json().code]).toEqual([400, 'form-malformed']);
  expect((await deposit(form(pdf('Catalog')))).statusCode).toBe(201);
  expect(await stored()).toEqual([pdf('Catalog')]);
});

test('A deposit of a file that is not taken is refused each time it is sent', async () => {
  const { deposit, stored } = await signedIn();
  for (const again of [undefined, 'true']) {
    const refused = await deposit(form('Bonjour'));
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'document-content-mismatch']);
    expect(refused.headers['idempotency-replayed']).toBe(again);
  }
  expect(await stored()).toEqual([]);
});
