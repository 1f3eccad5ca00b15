import { measureFault, type MeasureName } from '@passerelle/fhir-mappings';
import { problem } from '../errors.ts';
import { isMeasureName } from './use-cases.ts';

/** What a person typed, before anything of it is known. */
interface Typed {
  kind: MeasureName;
  value?: unknown;
  systolic?: unknown;
  diastolic?: unknown;
}

/**
 * D9: says the range of a value that cannot be, rather than that the request is wrong. What is no measure at all is for the schema to refuse.
 * @throws Problem `measure-out-of-range`, `request-invalid` for a diastolic pressure that is not below the systolic
 */
export function checkRange(body: unknown): void {
  if (!isTyped(body)) return;
  const fault = measureFault(body);
  if (!fault) return;
  if (fault.fault === 'diastolic-not-below') {
    const texts = {
      fr: 'la pression diastolique doit être inférieure à la systolique',
      en: 'the diastolic pressure must be below the systolic',
    };
    throw problem('request-invalid', { detail: texts }, [{ field: 'diastolic', ...texts }]);
  }
  const { field, minimum, maximum, unit } = fault;
  const [min, max] = [both(minimum), both(maximum)];
  const texts = { fr: `entre ${min.fr} et ${max.fr} ${unit}`, en: `between ${min.en} and ${max.en} ${unit}` };
  throw problem('measure-out-of-range', { min, max, unit }, [{ field, ...texts }]);
}

function isTyped(body: unknown): body is Typed {
  if (typeof body !== 'object' || body === null) return false;
  const { kind, value, systolic, diastolic } = body as Partial<Typed>;
  if (typeof kind !== 'string' || !isMeasureName(kind)) return false;
  const values = kind === 'blood-pressure' ? [systolic, diastolic] : [value];
  return values.every((one) => typeof one === 'number');
}

const both = (value: number): { fr: string; en: string } => ({
  fr: value.toLocaleString('fr-FR'),
  en: value.toLocaleString('en-GB'),
});
