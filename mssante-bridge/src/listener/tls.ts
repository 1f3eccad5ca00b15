import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BridgeSettings } from '../config.ts';
import type { ListenerOptions } from './options.ts';
import { selfSigned } from './self-signed.ts';

/** What STARTTLS is spoken with: the operator's certificate, or outside production one made at the first start and kept. */
export async function listenerTls(settings: BridgeSettings, folder: string): Promise<ListenerOptions['tls']> {
  const { SMTP_TLS_CERT, SMTP_TLS_KEY, SMTP_TLS_CA } = settings;
  const own = SMTP_TLS_CERT === undefined || SMTP_TLS_KEY === undefined;
  const pair = own
    ? await ownPair(path.join(folder, 'tls.pem'), settings.SMTP_NAME ?? os.hostname())
    : { cert: await read('SMTP_TLS_CERT', SMTP_TLS_CERT), key: await read('SMTP_TLS_KEY', SMTP_TLS_KEY) };
  const ca = SMTP_TLS_CA === undefined ? {} : { ca: await read('SMTP_TLS_CA', SMTP_TLS_CA) };
  return {
    context: { ...pair, ...ca },
    clientCertificates: SMTP_TLS_CA !== undefined,
    // Client certificates that one can do without by staying outside TLS would protect nothing.
    required: settings.SMTP_TLS_REQUIRED || SMTP_TLS_CA !== undefined,
  };
}

async function read(setting: string, file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${setting}: cannot be read (${error.code})`);
  });
}

/** Key and certificate in one file, so that they are always each other's. */
async function ownPair(file: string, name: string): Promise<{ cert: string; key: string }> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return { cert: kept, key: kept };
  const { cert, key } = selfSigned(name);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.tmp`, key + cert, { mode: 0o600 });
  await rename(`${file}.tmp`, file);
  return { cert, key };
}
