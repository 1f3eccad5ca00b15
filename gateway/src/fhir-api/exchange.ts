import type { Attempt } from '../access/attempt.ts';
import { conceptOfType, type Action, type ServedType, type Verb } from '../access/action.ts';
import type { ProfessionalCaller } from '../access/caller.ts';
import type { Preference } from './negotiation.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Pairs = [name: string, value: string][];

/** One request of practice software, or one entry of its batch. */
export interface Exchange {
  caller: ProfessionalCaller;
  /** Its reference, for the audit and the caller. */
  request: string;
  method: Method;
  type: ServedType;
  /** As given in the path; `''` where the path has none. */
  id: string;
  version: string;
  query: Pairs;
  body: unknown;
  /** Of the body, without its parameters. */
  mediaType: string;
  /** The version that a write expects. */
  ifMatch: string | undefined;
  ifNoneMatch: string | undefined;
  ifNoneExist: string | undefined;
  accept: string;
  prefer: Preference;
  /** Whether the guard was asked: then it has written the line of audit. Shared by what is made of this exchange. */
  trace: { attempted: boolean };
}

/** What is answered, before it is put on the wire or into a batch's answer. */
export interface Answered {
  status: number;
  /** JSON, made once. */
  body?: string | undefined;
  /** The body is what was written: `Prefer` says whether it is wanted. */
  written?: boolean;
  /** Other than FHIR: the bytes of a document, with their own type. */
  bytes?: { content: Buffer; contentType: string };
  version?: string | undefined;
  /** ISO 8601 */
  lastModified?: string | undefined;
  location?: string;
}

/** The attempt that an exchange makes on its type in a patient's space. */
export function attemptOf(
  { caller, request, type, id, trace }: Pick<Exchange, 'caller' | 'request' | 'type' | 'id' | 'trace'>,
  verb: Verb,
  patient: string | undefined,
): Attempt {
  trace.attempted = true;
  const action: Action = `${conceptOfType[type]}.${verb}`;
  return { caller, action, patient, target: id ? `${type}/${id}` : type, request };
}
