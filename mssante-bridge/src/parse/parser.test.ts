import { afterEach, expect, test } from 'vitest';
import { letter } from '../testing/smtp-client.ts';
import { startParser, type Parser } from './parser.ts';

let parser: Parser;
afterEach(() => parser.stop());
const plain = Buffer.from(letter());

test('messages are understood aside, each for its own sender', async () => {
  parser = startParser(10_000);
  const wires = Array.from({ length: 5 }, (_, index) => Buffer.from(letter({ Subject: `n${index}` })));
  const read = await Promise.all(wires.map((wire) => parser.parse(wire)));
  expect(read.map((content) => 'message' in content && content.message.subject)).toEqual([
    'n0',
    'n1',
    'n2',
    'n3',
    'n4',
  ]);
});

test('a message that takes too long is given up, and the next is understood', async () => {
  parser = startParser(10_000);
  await parser.parse(plain);
  await parser.stop();
  parser = startParser(1);
  await expect(parser.parse(Buffer.concat([plain, Buffer.alloc(20_000_000, 'x')]))).rejects.toMatchObject({
    code: 'too-slow',
  });
  await parser.stop();
  parser = startParser(10_000);
  expect(await parser.parse(plain)).toHaveProperty('message');
});
