import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Journeys and pages in a browser first, lest the last of them keep one processor while the other has nothing left to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/(journeys|portal\/testing)\//.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** One run for all workspaces. HAPI_URL names a HAPI FHIR server to run the contract on as well; REQUIRE_HAPI=1 asks for one. */
export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', 'data/**'],
    globalSetup: ['gateway/testing/postgres-setup.ts'],
    // Much of a journey is waiting: three keep two cores busy.
    maxWorkers: 3,
    // No file leaves anything behind in its process: what one has loaded serves the next.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
