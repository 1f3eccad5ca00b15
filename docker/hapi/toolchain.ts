import { spawnSync } from 'node:child_process';

const oldestJava = 17;
const deadline = 20_000;

/** What a program says of its version, or nothing when it isn't there. */
function version(program: string, argument: string): string | undefined {
  const run = spawnSync(program, [argument], { encoding: 'utf8', timeout: deadline });
  return run.status === 0 ? run.stdout + run.stderr : undefined;
}

/** The first number of "javac 17.0.15", of "1.8.0" the second. */
function javaRelease(text: string): number {
  const [, first, second] = /(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return Number(first === '1' ? second : first);
}

/** The tools that the real HAPI needs and this machine lacks, in words for a person; empty when HAPI can be built and run. */
export function missingTools(): string[] {
  const compiler = version('javac', '-version');
  const missing: string[] = [];
  if (compiler === undefined || javaRelease(compiler) < oldestJava)
    missing.push(`a Java development kit, ${oldestJava} or newer (Debian and Ubuntu: openjdk-17-jdk-headless)`);
  if (version('mvn', '-v') === undefined) missing.push('Maven 3.8 or newer (Debian and Ubuntu: maven)');
  return missing;
}
