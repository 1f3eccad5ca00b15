import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, as measured, lest the last of it keep one processor while the other has nothing left to do. */
const longest = [
  // Of those that begin together each asks for something else: a town of its own, HAPI, the town to copy, mails.
  ...['journeys/restart', 'journeys/family', 'portal/testing/child-space', 'gateway/src/auth/recovery'],
  ...['portal/testing/pages', 'journeys/racers', 'portal/testing/ways-in', 'gateway/src/auth/passkeys'],
  ...['portal/testing/settings', 'portal/testing/patient', 'portal/testing/family', 'gateway/src/auth/session'],
  ...['portal/testing/opening', 'journeys/bad-input', 'journeys/three-doors', 'test/golden', 'portal/testing/by-hand'],
  ...['portal/testing/questionnaire', 'journeys/start', 'gateway/src/auth/ways-in', 'mssante-bridge/src/intake'],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

/** One run for all workspaces. HAPI_URL names a HAPI FHIR server to run the contract on as well; REQUIRE_HAPI=1 asks for one. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', 'data/**'],
    globalSetup: ['gateway/testing/postgres-setup.ts'],
    // Half of a journey is waiting: four keep two cores busy.
    maxWorkers: 4,
    // No file leaves anything behind in its process: what one has loaded serves the next.
    isolate: false,
    // Room for what is short-lived: a sixth of their processor time less.
    execArgv: ['--max-semi-space-size=32'],
    sequence: { sequencer: LongestFirst },
    // Several times what the longest takes here: a slow machine is no fault.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
