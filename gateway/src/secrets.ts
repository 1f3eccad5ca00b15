import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync, linkSync, rmSync } from 'node:fs';
import path from 'node:path';

/** The secrets of this installation: made at the first start, kept in `DATA_DIR/secrets`, readable by their owner alone. */
export interface Secrets {
  /** Key of the audit chain, 32 bytes. */
  audit: Buffer;
  /** Seals page links and hashes codes, 32 bytes. */
  seal: Buffer;
  /** The gateway's client at the embedded identity provider, hexadecimal. */
  identityClient: string;
  /** The bridge proves itself with it, hexadecimal. */
  bridgeToken: string;
}

/** @param bridgeToken the one that the settings give, for bridges on other machines. */
export function readSecrets(dataDir: string, bridgeToken?: string): Secrets {
  const folder = path.join(dataDir, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    audit: Buffer.from(keep(folder, 'audit-key'), 'hex'),
    seal: Buffer.from(keep(folder, 'seal-key'), 'hex'),
    identityClient: keep(folder, 'identity-client'),
    bridgeToken: bridgeToken ?? keep(folder, 'bridge-token'),
  };
}

/** Reads a secret, or makes it; two processes that start together end with the same one (link fails if it is there). */
function keep(folder: string, name: string): string {
  const file = path.join(folder, name);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh);
  }
  return readFileSync(file, 'utf8').trim();
}
