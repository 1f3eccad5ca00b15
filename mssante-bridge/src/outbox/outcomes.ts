import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Disk } from '../spool/disk.ts';

const Outcome = Type.Object({
  id: Type.String(),
  attempt: Type.Integer(),
  result: Type.Union([Type.Literal('relayed'), Type.Literal('deferred'), Type.Literal('failed')]),
  code: Type.Optional(Type.Integer()),
  detail: Type.Optional(Type.String()),
});
export type Outcome = Static<typeof Outcome>;

const schema = Compile(Outcome);

/** What became of relayed messages, on disk until the gateway knows: a message that left must not leave again. */
export interface Outcomes {
  keep: (outcome: Outcome) => Promise<string>;
  all: () => Promise<{ name: string; outcome: Outcome }[]>;
  forget: (name: string) => Promise<void>;
}

export async function openOutcomes(folder: string, disk: Disk): Promise<Outcomes> {
  await disk.makeFolder(folder);
  return {
    keep: async (outcome) => {
      const name = `${Date.now()}-${randomBytes(6).toString('hex')}.json`;
      const target = path.join(folder, name);
      const file = await disk.create(`${target}.tmp`);
      await file.append([Buffer.from(JSON.stringify(outcome))]);
      await file.sync();
      await file.close();
      await disk.rename(`${target}.tmp`, target);
      await disk.syncFolder(folder);
      return name;
    },
    all: async () => {
      const names = (await disk.list(folder)).filter((name) => name.endsWith('.json')).sort();
      return Promise.all(
        names.map(async (name) => ({ name, outcome: parsed(await disk.read(path.join(folder, name))) })),
      );
    },
    forget: (name) => disk.remove(path.join(folder, name)),
  };
}

function parsed(bytes: Buffer | undefined): Outcome {
  const outcome: unknown = JSON.parse(bytes?.toString() ?? 'null');
  if (!schema.Check(outcome)) throw new Error('kept outcome is not what was written');
  return outcome;
}
