import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { hapiAvailable, startHapi } from '../test/hapi.ts';
import { drive, median, type Target } from './load.ts';
import { startOutside } from './outside.ts';
import { openTown, type Town } from './town.ts';

const rounds = 9;
const warmUp = 1;
const observations = 600;
const searches = 100;
/** Turns before anything is measured, of each kind as it will be measured: HAPI's compiler is at work over the first ten thousands. */
const warmUpTurns = { read: 20, search: 5 };

type Kind = 'read' | 'search';
type Targets = Record<'hapi' | 'proxy' | 'gateway', Target>;

/** Rates and memory of the gateway as it is deployed, against HAPI itself and a bare proxy before it, on the same patient's record. */
export async function benchFhir(say: (line: string) => void): Promise<void> {
  if (!hapiAvailable()) return say('NOT MEASURED: the real HAPI needs Java 17 and Maven');
  const hapi = await startHapi({});
  const outside = await startOutside();
  const town = await openTown({ ...outside.env, FHIR_BASE_URL: hapi.url });
  const proxy = await startProxy(hapi.url);
  try {
    const ids = await town.fill(observations);
    const { pathname, origin } = new URL(hapi.url);
    const targets = {
      hapi: { name: 'HAPI', origin, prefix: `${pathname}/` },
      proxy: { name: 'bare proxy', origin: `http://127.0.0.1:${proxy.port}`, prefix: `${pathname}/` },
      gateway: {
        name: 'gateway',
        origin: town.passerelle.doors.url,
        prefix: '/fhir/R4/',
        headers: { authorization: `Bearer ${town.software.token}` },
      },
    } satisfies Targets;
    say(await memory(targets.gateway, town, ids));
    for (const kind of ['read', 'search'] as const) await heat(kind, targets, town, ids);
    for (const kind of ['read', 'search'] as const)
      for (const connections of [8, 32])
        for (const line of await compare(kind, connections, targets, town, ids)) say(line);
    say(`memory of the gateway at the end: ${await residentMegabytes(town)} MB`);
  } finally {
    proxy.child.disconnect();
    await town.passerelle.remove();
    await outside.stop();
    await hapi.stop();
  }
}

async function heat(kind: Kind, targets: Targets, town: Town, ids: string[]): Promise<void> {
  const paths = pathsOf(kind, town.patient, ids);
  for (let turn = 0; turn < warmUpTurns[kind]; turn += 1)
    for (const connections of [8, 32])
      for (const target of Object.values(targets)) {
        if (target === targets.gateway) await town.touch();
        await drive(target, paths, connections);
      }
}

/** Measured in turns, so that what the machine does else falls on all alike; before each turn of first requests the record moves. */
async function compare(
  kind: Kind,
  connections: number,
  targets: Targets,
  town: Town,
  ids: string[],
): Promise<string[]> {
  const paths = pathsOf(kind, town.patient, ids);
  const rates = { hapi: [] as number[], proxy: [] as number[], first: [] as number[], repeated: [] as number[] };
  for (let round = -warmUp; round < rounds; round += 1) {
    const measured = {
      hapi: await drive(targets.hapi, paths, connections),
      proxy: await drive(targets.proxy, paths, connections),
      first: (await town.touch(), await drive(targets.gateway, paths, connections)),
      repeated: await drive(targets.gateway, paths, connections),
    };
    if (round >= 0)
      for (const name of ['hapi', 'proxy', 'first', 'repeated'] as const) rates[name].push(measured[name]);
  }
  const [hapi, proxy, first, repeated] = [
    median(rates.hapi),
    median(rates.proxy),
    median(rates.first),
    median(rates.repeated),
  ];
  return [
    `${kind}, ${connections} connections (requests/s, median of ${rounds} × ${paths.length}): HAPI ${hapi.toFixed(0)}, bare proxy ${proxy.toFixed(0)}, gateway first ${first.toFixed(0)}, repeated ${repeated.toFixed(0)}`,
    `  first / bare proxy ${(first / proxy).toFixed(2)} (aim 0.90) · repeated / HAPI ${(repeated / hapi).toFixed(2)} (aim above 1) · bare proxy / HAPI ${(proxy / hapi).toFixed(2)}`,
  ];
}

/** Reads: each observation once. Searches: as many windows of days, ten entries a page. */
function pathsOf(kind: Kind, patient: string, ids: string[]): string[] {
  if (kind === 'read') return ids.map((id) => `Observation/${id}`);
  return Array.from({ length: searches }, (_, index) => {
    const day = new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
    return `Observation?patient=${patient}&code=${encodeURIComponent('http://loinc.org|29463-7')}&date=ge${day}&_sort=-date&_count=10`;
  });
}

/** Resident memory of the gateway's process after 10,000 requests. */
async function memory(gateway: Target, town: Town, ids: string[]): Promise<string> {
  const paths = Array.from({ length: 10_000 }, (_, index) => `Observation/${ids[index % ids.length]}`);
  await drive(gateway, paths, 32);
  return `memory of the gateway after 10,000 requests: ${await residentMegabytes(town)} MB (aim below 250)`;
}

async function residentMegabytes(town: Town): Promise<string> {
  const metrics = await (await fetch(`${town.passerelle.metricsUrl}/metrics`)).text();
  const bytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]);
  return (bytes / 1e6).toFixed(0);
}

async function startProxy(fhirBaseUrl: string): Promise<{ port: number; child: ChildProcess }> {
  const child = fork(path.join(import.meta.dirname, 'proxy.ts'), [fhirBaseUrl]);
  const [port] = (await once(child, 'message')) as [number];
  return { port, child };
}
