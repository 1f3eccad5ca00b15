import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { TOKEN } from './gateway.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** The bridge as a process of its own, as the start of the product forks it. */
export interface BridgeProcess {
  child: ChildProcess;
  smtpPort: number;
  healthPort: number;
  /** Settles with the exit code, or the signal. */
  ended: Promise<number | string>;
  output: () => string;
}

/** @param wrapper a command to run it under, e.g. strace. */
export async function bridgeProcess(
  environment: Record<string, string>,
  wrapper: { path: string; arguments: string[] } | undefined = undefined,
): Promise<BridgeProcess> {
  const child = fork(MAIN, {
    env: {
      PATH: process.env['PATH'] ?? '',
      BRIDGE_TOKEN: TOKEN,
      SMTP_PORT: '0',
      BRIDGE_HEALTH_PORT: '0',
      ...environment,
    },
    execArgv: wrapper ? [...wrapper.arguments, process.execPath] : [],
    execPath: wrapper?.path ?? process.execPath,
    silent: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 0));
  });
  const ready = new Promise<{ smtpPort: number; healthPort: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { smtpPort: number; healthPort: number }));
    void ended.then((how) => reject(new Error(`ended with ${how}: ${output}`)));
  });
  return { child, ended, output: () => output, ...(await ready) };
}
