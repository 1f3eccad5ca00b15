import type { Call } from '@passerelle/gateway/call';
import type { ApiRoutes } from '@passerelle/gateway/client';
import { stepPath } from './steps.ts';

/** A8: where somebody arrives who asked for no page: at the questionnaire the first time, at home from then on. */
export const firstPage = (call: Call<ApiRoutes>): Promise<string> =>
  call('GET /api/questionnaire').then(
    ({ begun, step }) => (begun ? '/' : stepPath(step)),
    () => '/',
  );
