import type { FastifyRequest } from 'fastify';
import type { PatientCaller } from '../access/caller.ts';
import type { Asking } from './entries.ts';

/** Whose request it is, of what a handler is given. */
export const asking = ({
  caller,
  exchange,
}: {
  caller: PatientCaller;
  exchange: { request: FastifyRequest };
}): Asking => ({
  caller,
  request: exchange.request.id,
});
