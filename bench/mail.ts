import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Passerelle } from '../journeys/testing/passerelle.ts';
import { openTown } from './town.ts';
import { freePort } from './ports.ts';
import { median } from './load.ts';

const run = promisify(execFile);
const source = '/usr/sbin/smtp-source';
const messages = 1_000;
const rounds = 5;

/** Mail accepted durably: the bridge against Postfix on this machine, in turns, by Postfix's own smtp-source. */
export async function benchMail(say: (line: string) => void): Promise<void> {
  if (!existsSync(source))
    return say('NOT MEASURED: Postfix is not installed on this machine (Debian: apt-get install postfix)');
  const postfix = await startPostfix();
  const town = await openTown({});
  try {
    const recipient = `${town.ins}@${town.passerelle.mailDomain}`;
    const rates: { postfix: number[]; bridge: number[] } = { postfix: [], bridge: [] };
    await send(postfix.port, 'someone@localhost.localdomain', 200);
    await send(town.passerelle.smtpPort, recipient, 1_000, town.sender);
    await atRest(town.passerelle);
    for (let round = 0; round < rounds; round += 1) {
      rates.postfix.push(await send(postfix.port, 'someone@localhost.localdomain', messages));
      rates.bridge.push(await send(town.passerelle.smtpPort, recipient, messages, town.sender));
      await atRest(town.passerelle);
    }
    const [ours, theirs] = [median(rates.bridge), median(rates.postfix)];
    say(
      `mail accepted, 10 connections, 4 kB, median of ${rounds} × ${messages}: bridge ${ours.toFixed(0)}/s, Postfix ${theirs.toFixed(0)}/s, ratio ${(ours / theirs).toFixed(2)} (aim 1)`,
    );
  } finally {
    await town.passerelle.remove();
    await postfix.stop();
  }
}

/** Waits until all that was accepted is in the records and told to the patient, so that nobody's next turn is slowed by it. */
async function atRest({ bridgeHealthUrl, metricsUrl }: Passerelle): Promise<void> {
  const until = Date.now() + 120_000;
  let spent = 0;
  while (Date.now() < until) {
    await wait(1_000);
    const { waiting } = (await (await fetch(bridgeHealthUrl)).json()) as { waiting?: number };
    const before = spent;
    spent = await processorSeconds(metricsUrl);
    if (waiting === 0 && spent - before < 0.05) return;
  }
  throw new Error('The bridge and the gateway did not come to rest within two minutes.');
}

/** What the gateway has had of the processor since it began. */
async function processorSeconds(metricsUrl: string): Promise<number> {
  const metrics = await (await fetch(`${metricsUrl}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]);
}

/** Sends through kept connections and says messages a second; smtp-source fails when one is refused. */
async function send(port: number, to: string, count: number, from = 'bench@hospital.example'): Promise<number> {
  const begun = performance.now();
  await run(source, [
    '-d',
    '-s',
    '10',
    '-l',
    '4096',
    '-m',
    String(count),
    '-f',
    from,
    '-t',
    to,
    `inet:127.0.0.1:${port}`,
  ]);
  return count / ((performance.now() - begun) / 1000);
}

/** A Postfix of its own: own configuration and queue, loopback only, delivering to nobody (discard). */
async function startPostfix(): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-postfix-'));
  const [config, queue, data] = ['config', 'queue', 'data'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await chmod(folder, 0o755);
  await Promise.all([mkdir(config), mkdir(queue), mkdir(data)]);
  await run('chown', ['postfix', data]);
  const port = await freePort();
  await writeFile(path.join(config, 'main.cf'), mainCf(queue, data));
  await writeFile(path.join(config, 'master.cf'), masterCf(port));
  await run('postfix', ['-c', config, 'start'], { env: { ...process.env, MAIL_LOGTAG: 'bench' } });
  return {
    port,
    stop: async () => {
      await run('postfix', ['-c', config, 'stop']);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const mainCf = (queue: string, data: string): string => `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = bench.localdomain
mydestination = localhost.localdomain
local_recipient_maps =
local_transport = discard
default_transport = discard
smtpd_recipient_restrictions = permit_mynetworks, reject
mynetworks = 127.0.0.0/8
maillog_file = /dev/null
maillog_file_prefixes = /dev, /var
alias_maps =
default_process_limit = 100
`;

const masterCf = (port: number): string => `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
`;
