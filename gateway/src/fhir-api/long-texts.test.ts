import path from 'node:path';
import { expect, it } from 'vitest';
import { inWornProcess } from '../../testing/worn-process.ts';
import { problem } from '../errors.ts';
import { FhirServerError } from '../fhir/server.ts';
import { outcomeOf } from './outcome.ts';
import { checkShape } from './shape.ts';

const megabyte = 1024 * 1024;

it('what the FHIR server said of a resource is passed on at once, were it a megabyte of empty lines', () => {
  const diagnostics = `Invalid date: ${'\n '.repeat(megabyte)}x`;
  const cause = new FhirServerError('refused', 'no', {
    outcome: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'value', diagnostics }] },
  });
  const begun = performance.now();
  const [, said] = outcomeOf(problem('resource-invalid', { detail: 'x' }, [], cause)).issue;
  expect(performance.now() - begun).toBeLessThan(1000);
  expect(said?.diagnostics).toMatch(/^Invalid date: /);
});

it('a text of more than the megabyte that R4 allows is refused, bytes alone are longer', () => {
  const condition = (text: string) => ({ resourceType: 'Condition', code: { text } });
  expect(() => checkShape(condition('x'.repeat(megabyte)))).not.toThrow();
  expect(() => checkShape(condition('x'.repeat(megabyte + 1)))).toThrow('resource-invalid');
  expect(() => checkShape({ ...condition('x'), contentType: ['x'.repeat(megabyte + 1)] })).toThrow('resource-invalid');
  expect(() => checkShape({ content: [{ attachment: { data: 'A'.repeat(6 * megabyte) } }] })).not.toThrow();
});

it.each(['Condition', 'subject:', 'subject:Patient.', 'code:'])(
  'a search by a name of megabytes, %s…, is refused for what it is when the gateway has run for long',
  async (start) => {
    const refusal = inWornProcess(
      path.join(import.meta.dirname, 'criteria.ts'),
      `({ criteriaIn }) => {
        try { criteriaIn('Condition', '${start}' + 'a'.repeat(${8 * megabyte}) + '=x', 'p'); } catch (error) { return error.code; }
      }`,
    );
    expect(await refusal).toBe('request-invalid');
  },
);
