import path from 'node:path';
import { UPLOAD_LIMIT } from '@passerelle/fhir-mappings';
import { expect, it } from 'vitest';
import { inWornProcess } from '../../testing/worn-process.ts';

/** The bytes, written as `said`, that are kept of a document, in a process that has run for long. */
const kept = (contentType: string, said: string): Promise<unknown> =>
  inWornProcess(
    path.join(import.meta.dirname, 'content.ts'),
    `async ({ split }) => {
      const data = (${said});
      const content = [{ attachment: { contentType: '${contentType}', data } }];
      const { binary } = await split({ resourceType: 'DocumentReference', id: 'a', status: 'current', content });
      return Buffer.from(binary.data, 'base64').length;
    }`,
  );
it('a document of 5 MB is taken from practice software when the gateway has run for long, wrapped in lines too', async () => {
  const text = `Buffer.alloc(${UPLOAD_LIMIT}, 'passerelle').toString('base64')`;
  expect(await kept('text/plain', text)).toBe(UPLOAD_LIMIT);
  expect(await kept('text/plain', `${text}.replace(/.{76}/g, '$&\\r\\n')`)).toBe(UPLOAD_LIMIT);
});

it('so is XML that begins with 5 MB of spaces', async () => {
  expect(await kept('text/xml', `Buffer.from('<a/>'.padStart(${UPLOAD_LIMIT})).toString('base64')`)).toBe(UPLOAD_LIMIT);
});

it('what is no base64 is refused', async () => {
  for (const said of ['""', '"AAA-"', '"=="', '"AA=A"'])
    await expect(kept('text/plain', said)).rejects.toThrow('document-unreadable');
});
