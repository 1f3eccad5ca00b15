import { expect, test } from 'vitest';
import { importsOf } from '../testing/imports-of.ts';

test('a gateway that nobody asked for a PDF or a passkey has loaded neither library', async () => {
  const loaded = await importsOf(import.meta.resolve('./app.ts'));
  expect(loaded.some((url) => url.includes('/node_modules/fastify/'))).toBe(true);
  expect(loaded.filter((url) => /node_modules\/(pdfkit|@simplewebauthn)\//.test(url))).toEqual([]);
}, 60_000);
