import { Type } from 'typebox';
import type { RouteTable } from './route.ts';

export const questionnaireRoutes = {
  'GET /api/questionnaire': {
    summary: 'A8: how far the first questionnaire of this space is',
    answer: Type.Object({
      step: Type.Integer({ description: 'the step to go on with, 1 to 5; 6 past the last' }),
      begun: Type.Boolean({ description: 'whether it was ever looked at' }),
      ended: Type.Boolean(),
    }),
  },
  'PUT /api/questionnaire': {
    summary:
      'A8: the questionnaire has come to this step; 6: it has ended. Going back to an earlier step changes nothing',
    body: Type.Object({ step: Type.Integer({ minimum: 1, maximum: 6 }) }, { additionalProperties: false }),
  },
} as const satisfies RouteTable;
