import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runAdmin } from '@passerelle/gateway/admin';
import type { Doors } from '../doors.ts';

/** What an operator's command said, and how it ended. */
export interface Done {
  code: number;
  output: string;
}

/** `npm run admin -- …`, without a process of its own for each command. */
export async function admin(doors: Doors, ...words: string[]): Promise<Done> {
  const said: string[] = [];
  const code = await runAdmin(words, { ...process.env, ...doors.env }, (line) => said.push(`${line}\n`));
  return { code, output: said.join('') };
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
