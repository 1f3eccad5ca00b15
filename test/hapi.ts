import { missingTools } from '../docker/hapi/toolchain.ts';

export { startHapi } from '../docker/hapi/launch.ts';
export type { RunningHapi } from '../docker/hapi/launch.ts';

/** Whether the real HAPI can be built and run here: Java 17 or newer and Maven are present. */
export function hapiAvailable(): boolean {
  return missingTools().length === 0;
}
