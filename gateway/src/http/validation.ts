import { Ajv, type AnySchema } from 'ajv';

/** Query and path are text: numbers and booleans are read from it. A body is what it is: nothing is coerced, added or dropped. */
const reading = new Ajv({ coerceTypes: 'array', useDefaults: true, allErrors: true, strict: false });
const strict = new Ajv({ allErrors: false, strict: false });

interface Part {
  schema: unknown;
  httpPart?: string;
}

/** Fastify's validator compiler: one checker a part of the request. */
export const validatorCompiler = ({ schema, httpPart }: Part) =>
  (httpPart === 'body' ? strict : reading).compile(schema as AnySchema);
