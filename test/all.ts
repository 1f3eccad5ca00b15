import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hapiAvailable, startHapi, type RunningHapi } from './hapi.ts';

/** What a suite found. */
interface Tally {
  passed: number;
  failed: number;
}

const root = path.resolve(import.meta.dirname, '..');
const begun = performance.now();
const tallies: Tally[] = [];
const failures: string[] = [];

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(0)} s`;
const say = (text: string): void => console.log(`\n== ${text}`);

/** Runs a command of the project to its end; its output is the reader's, at once or, of what runs beside others, in one piece. */
async function command(
  line: string,
  { env = {}, aside = false }: { env?: Record<string, string>; aside?: boolean } = {},
): Promise<{ ok: boolean; output: string }> {
  const child = spawn(line, {
    cwd: root,
    shell: true,
    stdio: ['ignore', aside ? 'pipe' : 'inherit', aside ? 'pipe' : 'inherit'],
    env: { ...process.env, ...env },
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { ok: code === 0, output: Buffer.concat(output).toString() };
}

async function suite(name: string, run: () => Promise<Tally>): Promise<void> {
  const since = performance.now();
  const tally = await run();
  tallies.push(tally);
  say(`${name}: ${tally.passed} passed, ${tally.failed} failed (${seconds(since)})`);
}

/** They fill their memory quickly and end soon: a larger young heap takes a seventh of their processor time away. */
const roomy = { NODE_OPTIONS: '--max-semi-space-size=64' };

const check = (name: string, line: string): Promise<void> =>
  suite(name, async () => {
    const { ok, output } = await command(line, { aside: true, env: roomy });
    if (!ok) console.log(output);
    return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  });

/** The Postman collection by newman; what it did is shown where something failed. */
const collection = (name: string, env: Record<string, string> = {}): Promise<void> =>
  suite(`collection on ${name}`, async () => {
    const { output } = await command('npm run collection --silent', { env, aside: true });
    const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
    if (failed !== '0') console.log(output);
    return passed ? { passed: Number(passed), failed: Number(failed) } : { passed: 0, failed: 1 };
  });

/** The real HAPI, or a loud word that it was not tested; a failure where it must be there. */
async function startTestHapi(): Promise<RunningHapi | undefined> {
  if (hapiAvailable()) return startHapi({ brief: true });
  const missing = 'HAPI WAS NOT TESTED: Java 17 and Maven are not on this machine.';
  say(missing);
  if (process.env['REQUIRE_HAPI'] === '1') tallies.push({ passed: 0, failed: 1 });
  return undefined;
}

/** What this needs of vitest's JSON report. */
interface Report {
  numPassedTests: number;
  numTotalTests: number;
  numPendingTests: number;
  success: boolean;
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** What is red is named at the end once more: a long output may be cut before it. */
function noteFailed(files: Report['testResults']): void {
  for (const { name, assertionResults } of files)
    for (const { fullName } of assertionResults.filter(({ status }) => status === 'failed'))
      failures.push(`${path.relative(root, name)}: ${fullName}`);
}

/** All vitest suites: unit, contract, journeys, portal in Chromium. */
async function vitest(hapi: RunningHapi | undefined): Promise<Tally> {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-tests-'));
  const report = path.join(folder, 'vitest.json');
  const done = await command(`vitest run --reporter=default --reporter=json --outputFile.json=${report}`, {
    env: hapi ? { HAPI_URL: hapi.url } : {},
  });
  try {
    const { numPassedTests, numTotalTests, numPendingTests, success, testResults } = JSON.parse(
      await readFile(report, 'utf8'),
    ) as Report;
    noteFailed(testResults);
    const failed = numTotalTests - numPassedTests - numPendingTests;
    return { passed: numPassedTests, failed: failed || (done.ok && success ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// HAPI builds and starts while the quick checks run.
const starting = startTestHapi().catch((error: unknown) => {
  console.error(error);
  tallies.push({ passed: 0, failed: 1 });
  return undefined;
});
await Promise.all([
  check('types', 'tsc --noEmit'),
  check('lint', 'eslint . --max-warnings 0'),
  check('unused code', 'knip')
    .then(() => check('portal build', 'npm run build -w portal'))
    .then(() => check('format', 'prettier --check --log-level warn .')),
]);
const hapi = await starting;
try {
  await suite('vitest', () => vitest(hapi));
  await Promise.all([
    collection('the embedded server'),
    ...(hapi ? [collection('HAPI', { FHIR_BASE_URL: hapi.url })] : []),
  ]);
} finally {
  await hapi?.stop();
}

const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
if (!hapi) say('HAPI WAS NOT TESTED.');
say(`all checks: ${seconds(begun)}`);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
