import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const version = '2.0.0';
const integrity = 'sha512-4PWToJ9b1FgXsm9DIvHiU6HO9Z5m75jxk0e0MXOmhFlf2m2slk/d6RoiSYIChKJlvmtJ7GbRftt7PphlwmZcbQ==';
const folder = path.join(import.meta.dirname, '../docker/hapi/target/ips');

/**
 * A folder with the International Patient Summary's package (0.7 MB, CC0), taken from npm once and checked. It can't be
 * a dependency of ours: it asks for `hl7.fhir.r4.core`, which npm does not have.
 */
export async function ipsPackage(): Promise<string> {
  if (existsSync(path.join(folder, `hl7.fhir.uv.ips-${version}.tgz`))) return folder;
  mkdirSync(folder, { recursive: true });
  const arguments_ = ['pack', `hl7.fhir.uv.ips@${version}`, '--json', '--pack-destination', folder];
  const { stdout } = await promisify(execFile)('npm', arguments_, { timeout: 120_000, maxBuffer: 16_000_000 });
  const [packed] = JSON.parse(stdout) as { integrity: string }[];
  if (packed?.integrity !== integrity)
    throw new Error(`hl7.fhir.uv.ips ${version} is not the package that was reviewed`);
  return folder;
}
