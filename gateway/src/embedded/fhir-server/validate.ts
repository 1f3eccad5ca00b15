import { badRequest, OperationOutcomeError, validateResource } from '@medplum/core';
import type { OperationOutcomeIssue, Resource } from '@medplum/fhirtypes';
import { unknownCodes } from './codes.ts';
import { isServed } from './served.ts';

/** Bytes that a Binary or an attachment may hold. */
const largestBinary = 24 * 1024 * 1024;

/** @throws 400 with the faults found, when `resource` is not valid by the base definitions of R4 or of a type that we refuse. */
export function checkResource(resource: Resource): void {
  const faults = faultsOf(resource);
  if (faults.length) throw new OperationOutcomeError({ resourceType: 'OperationOutcome', issue: faults });
}

/** What is wrong with a resource; nothing when it is valid. Of terminology, the lists that R4 closes are looked at; profiles are not. */
export function faultsOf(resource: Resource): OperationOutcomeIssue[] {
  if (!isServed(resource.resourceType)) return refusal(`This server does not keep ${String(resource.resourceType)}`);
  try {
    const faults = validateResource(resource, { base64BinaryMaxBytes: largestBinary });
    const errors = faults.filter(({ severity }) => severity === 'error');
    return [...errors, ...emptyTexts(resource, resource.resourceType), ...unknownCodes(resource)];
  } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue ?? [];
    // The validator throws plain errors on shapes that it does not expect, such as a contained resource of an unknown type.
    return refusal('The resource has a part that R4 does not define');
  }
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
