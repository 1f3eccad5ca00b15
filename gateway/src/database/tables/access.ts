import type { Generated } from 'kysely';
import type { Instant, Made } from './columns.ts';

/** F3: a professional broke the glass for a patient, until a time. */
interface BreakGlassTable {
  patient: string;
  rpps: string;
  reason: string;
  until: Instant;
  at: Made;
}

/** Emergency accesses of which the patient has been told: one notice an hour and professional. */
interface EmergencyNoticeTable {
  patient: string;
  rpps: string;
  hour: Instant;
}

interface AuditHeadTable {
  one: Generated<number>;
  seq: string;
  hash: string;
}

interface AuditLineTable {
  seq: string;
  at: Instant;
  line: string;
  hash: string;
  patient: string | null;
  exported: Generated<boolean>;
}

/** F3, F6: emergencies and the audit. */
export interface TablesOfAccess {
  break_glass: BreakGlassTable;
  emergency_notice: EmergencyNoticeTable;
  audit_head: AuditHeadTable;
  audit_line: AuditLineTable;
}
