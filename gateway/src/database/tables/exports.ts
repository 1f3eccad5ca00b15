import type { ColumnType, Generated } from 'kysely';
import type { Instant, Optional, Sometime } from './columns.ts';

/** F5: an export of a space; `done` of `total` steps. `size` in bytes and `digest` (SHA-256, hexadecimal) once it is ready. */
interface ExportTable {
  id: string;
  account: string;
  patient: string;
  state: 'waiting' | 'running' | 'ready' | 'failed' | 'removed';
  done: Generated<number>;
  total: Generated<number>;
  size: ColumnType<string | null, number | null | undefined, number | null>;
  digest: Optional<string>;
  /** Of a child's space: places of what it holds, as JSON. */
  held: Optional<string>;
  at: Instant;
  ended_at: Sometime;
}

interface ExportChunkTable {
  export: string;
  n: number;
  bytes: Buffer;
}

/** F5: copies of a space. */
export interface TablesOfExports {
  export: ExportTable;
  export_chunk: ExportChunkTable;
}
