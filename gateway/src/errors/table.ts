import { callers } from './callers.ts';
import { documents } from './documents.ts';
import { entries } from './entries.ts';
import { failures } from './failures.ts';
import { family } from './family.ts';
import { fhir } from './fhir.ts';
import { messages } from './messages.ts';
import { opening } from './opening.ts';
import { request } from './request.ts';
import { signIn } from './sign-in.ts';
import { spaces } from './spaces.ts';
import type { ErrorRow } from './row.ts';

/** The rows by subject, in the order of docs/errors.md. No code stands in two of them: a test sees to it. */
export const subjects = [
  request,
  callers,
  signIn,
  opening,
  spaces,
  family,
  fhir,
  entries,
  documents,
  messages,
  failures,
] as const;

type CodesOf<Rows> = Rows extends Rows ? keyof Rows : never;
export type ErrorCode = CodesOf<(typeof subjects)[number]>;

/** Every error that leaves the gateway. `{name}` in a text is filled from the problem's details. docs/errors.md is compared with this table by a test. */
export const errors = Object.fromEntries(subjects.flatMap((rows) => Object.entries<ErrorRow>(rows))) as Record<
  ErrorCode,
  ErrorRow
>;
