import { Type, type Static, type TObject, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Default } from 'typebox/value';

/** A setting that is missing or wrong; the message names it and says what would be right, never its value. */
export class SettingError extends Error {
  readonly setting: string;
  constructor(setting: string, why: string) {
    super(`${setting}: ${why}`);
    this.setting = setting;
  }
}

/** What a setting is for, in README's table. */
type Described = Record<string, unknown> & { description: string; default?: string | number | boolean };

export const text = (options: Described) => Type.String(options);
export const address = (options: Described) => Type.String({ pattern: '^[a-z][a-z0-9+.-]*://.+', ...options });
export const port = (options: Described) => Type.Integer({ minimum: 0, maximum: 65_535, ...options });
export const count = (options: Described) => Type.Integer({ minimum: 0, ...options });
export const yesNo = (options: Described) => Type.Boolean(options);
export const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);

/**
 * Reads the settings of a process from its environment by one schema of types, checks and defaults.
 * @throws SettingError naming the first setting that is missing or wrong.
 */
export function readSettings<S extends TObject>(
  schema: S,
  env: Record<string, string | undefined>,
): Readonly<Static<S>> {
  const given = Object.fromEntries(
    Object.entries(schema.properties).flatMap(([name, property]) => {
      const value = env[name];
      return value === undefined || value === '' ? [] : [[name, typed(property, value)]];
    }),
  );
  const settings = Default(schema, given);
  const checked = Compile(schema);
  for (const fault of checked.Errors(settings)) throw faultOf(fault, schema);
  return Object.freeze(settings as Static<S>);
}

/** The environment knows only text: numbers and booleans are read here, wrong ones stay text and fail the check. */
function typed(property: TSchema, value: string): unknown {
  const type = (property as { type?: string }).type;
  if (type === 'integer' && /^\d+$/.test(value)) return Number(value);
  if (type === 'boolean' && /^(true|1|yes)$/i.test(value)) return true;
  if (type === 'boolean' && /^(false|0|no)$/i.test(value)) return false;
  return value;
}

function faultOf(
  fault: { keyword: string; instancePath: string; params: object; message: string },
  schema: TObject,
): SettingError {
  const missing = (fault.params as { requiredProperties?: string[] }).requiredProperties?.[0];
  const name = missing ?? fault.instancePath.slice(1);
  const description = (schema.properties[name] as Partial<Described> | undefined)?.description ?? '';
  return new SettingError(name, missing ? `is required (${description})` : `${fault.message} (${description})`);
}
