import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/**
 * Has a process of its own call a function of a module, and gives its answer, by way of JSON. Regular expressions are compiled
 * there as in a process that has compiled many (see isBase64): to wear one out takes a second, this takes none.
 */
export async function inWornProcess(file: string, call: string): Promise<unknown> {
  const program = `import * as it from ${JSON.stringify(pathToFileURL(file).href)};
    process.stdout.write(JSON.stringify(await (${call})(it)));`;
  const flags = ['--no-regexp-optimization', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { timeout: 20_000 });
  return JSON.parse(stdout) as unknown;
}
