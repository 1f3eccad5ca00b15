import { verifyTrail } from '../../audit/verify.ts';
import type { AdminParts, Command } from '../parts.ts';

/** X25: the chain of what happened. */
export const auditCommands: Record<string, Command> = { 'audit verify': verifyAudit };

/** The check stands for itself: a line about it would lengthen what it has just checked, and is written after it. */
async function verifyAudit({ database, auditKey, anchors: kept, clock, say, record }: AdminParts): Promise<number> {
  const { anchors, unreadable } = await kept.all();
  const { lines, end, broken } = await verifyTrail(database, auditKey, anchors);
  const agreeing = `${anchors.length} anchors agree${unreadable ? `, ${unreadable} cannot be read` : ''}`;
  say(
    broken
      ? `broken at line ${broken.seq}: ${broken.why} (${lines} lines hold before it)`
      : `${lines} lines hold; ${agreeing}`,
  );
  if (!broken && end.seq > (anchors.at(-1)?.seq ?? 0n)) await kept.add({ ...end, at: clock().toISOString() });
  await record({ action: 'audit.verify', outcome: broken ? 'failed' : 'success', reason: broken?.why ?? 'holds' });
  return broken ? 1 : 0;
}
