import {
  applyPatch,
  badRequest,
  fhirpathPatchTypedValue,
  OperationOutcomeError,
  parseFhirPathPatchParameters,
  toTypedValue,
  type Operation,
} from '@medplum/core';
import type { Parameters, Resource } from '@medplum/fhirtypes';

/** A resource after a JSON Patch (RFC 6902) or a FHIRPath Patch (a Parameters resource). @throws 400 when a step does not fit. */
export function applySteps(resource: Resource, patch: unknown): Resource {
  try {
    if (Array.isArray(patch)) return afterJsonPatch(resource, patch as Operation[]);
    if (isParameters(patch)) fhirpathPatchTypedValue(toTypedValue(resource), parseFhirPathPatchParameters(patch));
    else throw new OperationOutcomeError(badRequest('A patch is a list of steps or a Parameters resource'));
    return resource;
  } catch (error) {
    if (error instanceof OperationOutcomeError) throw error;
    throw new OperationOutcomeError(badRequest('The patch does not fit the resource'), { cause: error });
  }
}

function afterJsonPatch(resource: Resource, steps: Operation[]): Resource {
  const failed = applyPatch(resource, steps).findIndex(Boolean);
  if (failed >= 0)
    throw new OperationOutcomeError(badRequest(`Step ${failed + 1} of the patch does not fit the resource`));
  return resource;
}

const isParameters = (patch: unknown): patch is Parameters =>
  (patch as Partial<Parameters> | null)?.resourceType === 'Parameters';
