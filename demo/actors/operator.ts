import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Doors } from '../doors.ts';

const script = path.resolve(import.meta.dirname, '../../gateway/src/admin/main.ts');

/** What an operator's command printed, and how it ended. */
export interface Done {
  code: number;
  output: string;
}

/** `npm run admin -- …` */
export function admin(doors: Doors, ...words: string[]): Promise<Done> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...words],
      { env: { ...process.env, ...doors.env } as NodeJS.ProcessEnv },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout + stderr }),
    );
  });
}

/** A command that takes a file: `insured import`, `organizations import`, `professionals import`. @throws with what it printed when it failed. */
export async function importCsv(
  doors: Doors,
  kind: 'insured' | 'organizations' | 'professionals',
  csv: string,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-import-'));
  try {
    const file = path.join(folder, `${kind}.csv`);
    await writeFile(file, csv);
    const { code, output } = await admin(doors, kind, 'import', file);
    if (code !== 0) throw new Error(output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
