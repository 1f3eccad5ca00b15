import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { builtJar } from '../docker/hapi/build.ts';
import { brief, machine } from '../docker/hapi/launch.ts';
import { ipsPackage } from './ips-package.ts';

export interface Verdict {
  file: string;
  /** "where: what", as the HAPI validator says it; empty for an accepted example. */
  errors: string[];
  /** Profiles that the example claims and no package has. */
  unchecked: string[];
}

const deadline = 180_000;

/**
 * What the HAPI validator says of each *.json of a folder, with the profiles of the *.tgz in `packagesDir` and those of
 * the IPS. About 10 s to start, then 0.1 to 0.3 s each. Nothing is fetched. Rejects when the validator itself fails.
 */
export async function validateGolden(examples: string, packagesDir: string): Promise<Verdict[]> {
  const main = ['-cp', await builtJar(), 'example.passerelle.hapi.ValidateGolden'];
  const validator = spawn('java', [...machine, ...brief, ...main, examples, packagesDir, await ipsPackage()], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.timeout(deadline),
  });
  const [output, complaint, [code]] = await Promise.all([
    text(validator.stdout),
    text(validator.stderr),
    once(validator, 'exit') as Promise<[number | null]>,
  ]);
  if (code !== 0 && code !== 1) throw new Error(`The HAPI validator failed (${code}): ${complaint}`);
  const verdicts = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Verdict);
  if (code === 1 && verdicts.every(({ errors }) => errors.length === 0))
    throw new Error(`The HAPI validator failed: ${complaint}`);
  return verdicts;
}
