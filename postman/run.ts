import path from 'node:path';
import newman, { type NewmanRunSummary } from 'newman';
import { startPasserelle } from '../journeys/testing/passerelle.ts';
import { environmentFile } from './collection.ts';
import { demoEnvironment } from './demo-environment.ts';

export interface Tally {
  passed: number;
  failed: number;
}

/** Runs the whole collection against a fresh start with the demo town, on the embedded FHIR server or on the one named. */
export async function runCollection(options: { fhirBaseUrl?: string }): Promise<Tally> {
  const town = await startPasserelle({
    demo: true,
    env: options.fhirBaseUrl ? { FHIR_BASE_URL: options.fhirBaseUrl } : {},
  });
  try {
    const { url: baseUrl, issuer, catcherUrl, metricsUrl } = town;
    const environment = { ...demoEnvironment, baseUrl, issuer, catcherUrl, metricsUrl };
    const summary = await run(environmentFile('run', environment));
    const { total, failed } = summary.run.stats.assertions as { total: number; failed: number };
    const errors = summary.run.failures.length - failed;
    return { passed: total - failed, failed: failed + errors };
  } finally {
    await town.remove();
  }
}

const run = (environment: object): Promise<NewmanRunSummary> =>
  new Promise((resolve, reject) => {
    newman.run(
      {
        collection: path.join(import.meta.dirname, 'passerelle.postman_collection.json'),
        environment,
        workingDir: path.resolve(import.meta.dirname),
        reporters: ['cli'],
        reporter: { cli: { noBanner: true, noSummary: true, noSuccessAssertions: true } },
        timeoutRequest: 30_000,
        color: 'off',
      },
      (error, summary) => (error ? reject(error) : resolve(summary)),
    );
  });

if (import.meta.main) {
  const { passed, failed } = await runCollection(
    process.env['FHIR_BASE_URL'] ? { fhirBaseUrl: process.env['FHIR_BASE_URL'] } : {},
  );
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
