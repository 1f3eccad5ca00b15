import type { FastifyInstance } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import { questionnaireRoutes } from '../client/questionnaire.ts';
import { asking } from '../entries/asking.ts';
import { register } from '../http/routes.ts';
import { questionnaireOf, type QuestionnaireParts } from './use-cases.ts';

/** A8. Stands in a scope that makes the patient's caller. */
export function serveQuestionnaire(app: FastifyInstance, parts: QuestionnaireParts): void {
  const questionnaire = questionnaireOf(parts);
  register<typeof questionnaireRoutes, PatientCaller>(app, questionnaireRoutes, {
    'GET /api/questionnaire': (given) => questionnaire.read(asking(given)),
    'PUT /api/questionnaire': (given) => questionnaire.reach(asking(given), given.body.step),
  });
}
