import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const record = `
import { registerHooks } from 'node:module';
const seen = new Set();
registerHooks({ resolve(specifier, context, next) {
  const found = next(specifier, context);
  seen.add(found.url);
  return found;
} });
await import(process.argv[1]);
process.stdout.write(JSON.stringify([...seen]), () => process.exit(0));
`;

/** Addresses of all modules that importing `module` (a file URL) loads, in a process of its own. */
export async function importsOf(module: string): Promise<string[]> {
  const node = ['--no-warnings', '--input-type=module', '--eval', record, '--', module];
  const { stdout } = await promisify(execFile)(process.execPath, node, { maxBuffer: 16 * 1024 * 1024 });
  return JSON.parse(stdout) as string[];
}
