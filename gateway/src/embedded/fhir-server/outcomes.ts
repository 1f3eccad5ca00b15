import { randomUUID } from 'node:crypto';
import { conflict, getStatus, OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome } from '@medplum/fhirtypes';

/** Told of every fault of our own, with the reference that the caller was given instead of it. */
export type Report = (reference: string, fault: unknown) => void;

/** PostgreSQL's codes for what the request, and not we, did wrong: NUL in a text, a number out of range, a bad date. */
const badValue = /^22/;

/** PostgreSQL's codes for writers that wait for each other, after the attempts that we make ourselves. */
const inEachOthersWay = /^40/;

/** What a caller is told of an error: what was foreseen as it is, our own faults by a reference only. */
export function outcomeOf(error: unknown, report: Report): OperationOutcome {
  if (error instanceof OperationOutcomeError) return error.outcome;
  const code = (error as { code?: string }).code ?? '';
  if (inEachOthersWay.test(code)) return conflict('Others write the same at this moment; try again');
  if (badValue.test(code)) return failed('value', 'A value cannot be stored or compared');
  const reference = randomUUID();
  report(reference, error);
  return failed('exception', `The server failed; reference ${reference}`);
}

/** The HTTP status of an outcome. */
export const statusOf = (outcome: OperationOutcome): number => getStatus(outcome);

const failed = (code: 'value' | 'exception', diagnostics: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, diagnostics }],
});
