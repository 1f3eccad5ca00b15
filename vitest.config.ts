import { defineConfig } from 'vitest/config';

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
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
