import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export interface ProviderKeys {
  /** Private signing keys. */
  jwks: { keys: JWK[] };
  cookies: string[];
}

/** The keys kept in a folder, made at the first start, so that tokens given before a restart stay good. */
export async function readKeys(folder: string): Promise<ProviderKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'keys.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return JSON.parse(kept) as ProviderKeys;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' };
  const keys = { jwks: { keys: [jwk] }, cookies: [randomBytes(32).toString('base64url')] };
  await writeFile(`${file}.part`, JSON.stringify(keys), { mode: 0o600, flush: true });
  await rename(`${file}.part`, file);
  return keys;
}
