import { Type } from 'typebox';

/** ProblemBody of client/call.ts, for `/openapi.json` and as the barrier of refusals. */
export const Problem = Type.Object({
  code: Type.String(),
  fr: Type.String(),
  en: Type.String(),
  reference: Type.String(),
  fields: Type.Optional(Type.Array(Type.Object({ field: Type.String(), fr: Type.String(), en: Type.String() }))),
});
