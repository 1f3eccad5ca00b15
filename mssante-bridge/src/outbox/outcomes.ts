import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Disk } from '../spool/disk.ts';
import type { Writer } from '../spool/writer.ts';

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
  /** `outcome` is absent where the file is not one that was written here. */
  all: () => { name: string; outcome: Outcome | undefined }[];
  forget: (name: string) => Promise<void>;
  /** Leaves a file that is no outcome to the operator. */
  setAside: (name: string) => Promise<void>;
}

export function openOutcomes(folder: string, disk: Disk, writer: Writer): Outcomes {
  disk.makeFolder(folder);
  return {
    keep: async (outcome) => {
      const name = `${Date.now()}-${randomBytes(6).toString('hex')}.json`;
      const target = path.join(folder, name);
      const parts = [Buffer.from(JSON.stringify(outcome))];
      await writer.do({ kind: 'store', temporary: `${target}.tmp`, target, parts });
      return name;
    },
    all: () => {
      const names = disk.list(folder).filter((name) => name.endsWith('.json'));
      return names.sort().map((name) => ({ name, outcome: parsed(disk.read(path.join(folder, name))) }));
    },
    forget: (name) => writer.do({ kind: 'remove', file: path.join(folder, name) }),
    setAside: (name) =>
      writer.do({ kind: 'move', from: path.join(folder, name), to: path.join(folder, `${name}.unreadable`) }),
  };
}

function parsed(bytes: Buffer | undefined): Outcome | undefined {
  try {
    const outcome: unknown = JSON.parse(bytes?.toString() ?? 'null');
    return schema.Check(outcome) ? outcome : undefined;
  } catch {
    return undefined;
  }
}
