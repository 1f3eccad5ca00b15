import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { admin } from '../../demo/actors/operator.ts';
import type { Doors } from '../../demo/doors.ts';
import { pdfText } from '../../gateway/testing/pdf-text.ts';
import type { Passerelle } from './passerelle.ts';
import { eventually } from './processes.ts';

/** What a command of the operator said. @throws with it when it did not end well */
export async function commanded(doors: Doors, ...words: string[]): Promise<string> {
  const { code, output } = await admin(doors, ...words);
  if (code !== 0) throw new Error(output);
  return output;
}

/** The provisional code in a mail or a letter; empty where there is none. */
export const codeIn = (text: string): string => /\b[A-HJKMNP-Z2-9]{12}\b/.exec(text)?.[0] ?? '';

/** The operator prints what waits, and posts it: the code that a person finds in the letter. */
export const printedCode = ({ doors, dataDir }: Passerelle): Promise<string> =>
  eventually('a letter with a code', async () => {
    for (const file of (await commanded(doors, 'letters', 'list')).match(/\S+\.pdf/g) ?? []) {
      const code = codeIn(pdfText(await readFile(path.join(dataDir, 'print-queue', file))));
      await commanded(doors, 'letters', 'printed', file);
      if (code) return code;
    }
    return undefined;
  });
