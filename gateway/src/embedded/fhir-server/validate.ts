import { badRequest, OperationOutcomeError, validateResource } from '@medplum/core';
import type { OperationOutcomeIssue, Resource } from '@medplum/fhirtypes';
import { isBase64 } from '../../files/base64.ts';
import { unknownCodes } from './codes.ts';
import { isServed } from './served.ts';

/** Bytes that a Binary or an attachment may hold. */
const largestBinary = 24 * 1024 * 1024;

/** Characters beyond which the validator takes bytes alone, no text. A multiple of four, as bytes in base64 have. */
const largestText = 1024 * 1024;

/** Levels of objects and lists: far more than people need, far less than the stack holds. */
const deepest = 200;

/** @throws 400 with the faults found, when `resource` is not valid by the base definitions of R4 or of a type that we refuse. */
export function checkResource(resource: Resource): void {
  const faults = faultsOf(resource);
  if (faults.length) throw new OperationOutcomeError({ resourceType: 'OperationOutcome', issue: faults });
}

/**
 * What is wrong with a resource; nothing when it is valid. Of terminology, the lists that R4 closes are looked at; profiles are not.
 * @throws RangeError when the stack does not do: a fault of ours, for the resource is not deep
 */
export function faultsOf(resource: Resource): OperationOutcomeIssue[] {
  if (!isServed(resource.resourceType)) return refusal(`This server does not keep ${String(resource.resourceType)}`);
  try {
    const light = withoutBulk(resource);
    const faults = validateResource(light);
    const errors = faults.filter(({ severity }) => severity === 'error');
    return [...errors, ...emptyTexts(light, light.resourceType), ...unknownCodes(light)];
  } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue ?? [];
    if (error instanceof RangeError && /stack/.test(error.message)) throw error;
    // The validator throws plain errors on shapes that it does not expect, such as a contained resource of an unknown type.
    return refusal('The resource has a part that R4 does not define');
  }
}

/**
 * The resource with its bytes, looked at here, cut to what still is too long for a text: the validator's own look at them
 * fails in a process that has run for long (see isBase64).
 * @throws 400 for a text that is too long and holds no bytes, for too many bytes, for what is nested without end
 */
function withoutBulk<T>(value: T, depth = 0): T {
  if (depth > deepest) throw new OperationOutcomeError(badRequest('The resource is nested too deep'));
  if (typeof value === 'string' && value.length > largestText) return cut(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => withoutBulk(item, depth + 1)) as T;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutBulk(inner, depth + 1)])) as T;
}

function cut(text: string): string {
  if (text.length % 4 !== 0 || !isBase64(text))
    throw new OperationOutcomeError(badRequest('A text is longer than 1 MB, and is no base64'));
  if (text.length > (largestBinary / 3) * 4)
    throw new OperationOutcomeError(badRequest(`Bytes are ${largestBinary} at most`));
  return text.slice(0, largestText + 4);
}

/** R4 has no empty strings, and HAPI reads no resource that holds one. */
function emptyTexts(value: unknown, path: string): OperationOutcomeIssue[] {
  if (value === '') return [{ severity: 'error', code: 'value', details: { text: 'Empty text' }, expression: [path] }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    emptyTexts(inner, Array.isArray(value) ? path : `${path}.${name}`),
  );
}

const refusal = (text: string): OperationOutcomeIssue[] => badRequest(text).issue ?? [];
