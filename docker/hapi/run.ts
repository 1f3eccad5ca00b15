import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startHapi } from './launch.ts';
import { missingTools } from './toolchain.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** `npm run hapi`: the real HAPI beside the gateway, on DATABASE_URL where it is set, else on a file of H2 in DATA_DIR. */
async function run(): Promise<void> {
  const { DATABASE_URL, DATA_DIR = './data', HAPI_PORT = '8090' } = process.env;
  const file = path.resolve(DATA_DIR, 'hapi', 'h2');
  if (!DATABASE_URL) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  say('Starting HAPI (the first time Maven downloads about 350 MB, which takes a minute or more) …');
  const hapi = await startHapi({
    databaseUrl: DATABASE_URL || undefined,
    file,
    port: Number(HAPI_PORT),
    errors: 'inherit',
  });
  say(`HAPI serves; start the gateway on it by\n\n  FHIR_BASE_URL=${hapi.url} npm start\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void hapi.stop());
  await hapi.ended;
}

const missing = missingTools();
if (missing.length > 0) {
  say(`The real HAPI needs:\n${missing.map((tool) => `  - ${tool}`).join('\n')}`);
  say('Without it, npm start uses the embedded FHIR server.');
  process.exitCode = 1;
} else await run();
