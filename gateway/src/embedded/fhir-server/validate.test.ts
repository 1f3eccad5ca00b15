import path from 'node:path';
import type { OperationOutcomeIssue, Patient } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, test } from 'vitest';
import { inWornProcess } from '../../../testing/worn-process.ts';
import { loadDefinitions } from './definitions.ts';
import { faultsOf } from './validate.ts';

const inWorn = (call: string): Promise<unknown> =>
  inWornProcess(path.join(import.meta.dirname, 'testing/loaded.ts'), call);
const textsOf = (issues: OperationOutcomeIssue[]): string => issues.map(({ details }) => details?.text).join();
const named = (family: string): Patient => ({ resourceType: 'Patient', name: [{ family }] });
const megabyte = 1024 * 1024;

beforeAll(loadDefinitions);

describe('what is wrong with a resource', () => {
  test('a document of 5 MB is in order, also when the server has run for long', async () => {
    const binary = `{ resourceType: 'Binary', contentType: 'text/plain', data: Buffer.alloc(5 * 1024 * 1024, 'passerelle').toString('base64') }`;
    expect(await inWorn(`({ faultsOf }) => faultsOf(${binary})`)).toEqual([]);
  });

  test.each([
    ['a sign that base64 does not have', `${'A'.repeat(2 * megabyte)}A-==`],
    ['a sign after the padding', `${'A'.repeat(2 * megabyte)}AA=A`],
    ['a part of a group', `${'A'.repeat(2 * megabyte)}A`],
    ['more than 24 MB', 'A'.repeat(32 * megabyte + 4)],
  ])('bytes with %s are refused', (_, data) => {
    expect(faultsOf({ resourceType: 'Binary', contentType: 'text/plain', data })).toHaveLength(1);
  });

  test('a name of a megabyte is refused, though it could be bytes', () => {
    expect(faultsOf(named('A'.repeat(megabyte)))).toEqual([]);
    expect(textsOf(faultsOf(named('A'.repeat(megabyte + 4))))).toContain('1 MB');
    expect(textsOf(faultsOf(named('é'.repeat(megabyte + 4))))).toContain('1 MB');
  });

  test('what is nested without end is refused, for what it is', () => {
    const nested: unknown = JSON.parse(`${'{"extension":['.repeat(100_000)}${']}'.repeat(100_000)}`);
    expect(textsOf(faultsOf({ resourceType: 'Patient', ...(nested as object) }))).toContain('nested');
  });
});
