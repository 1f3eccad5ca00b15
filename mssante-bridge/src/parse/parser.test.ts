import { Worker } from 'node:worker_threads';
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

test('a message that takes too long is given up', async () => {
  parser = startParser(1);
  await expect(parser.parse(Buffer.concat([plain, Buffer.alloc(20_000_000, 'x')]))).rejects.toMatchObject({
    code: 'too-slow',
  });
});

test('after a message that ended its thread, the next is understood', async () => {
  let first = true;
  parser = startParser(10_000, (start) => {
    const worker = first ? new Worker('process.exit(1)', { eval: true }) : start();
    first = false;
    return worker;
  });
  await expect(parser.parse(plain)).rejects.toMatchObject({ code: 'too-big' });
  expect(await parser.parse(plain)).toHaveProperty('message');
});
