/** What decisions need of a patient's consents; read from the Consent resources, kept beside the space. */
export interface Rules {
  /** RPPS number → since when (ISO 8601) */
  authorised: Record<string, string>;
  blocked: Record<string, string>;
  /** RPPS number → when an authorisation ends by itself (ISO 8601) */
  ends?: Record<string, string>;
  /** F3. Nothing said is no. */
  emergency: { samu: boolean; others: boolean; hidden: boolean };
}

export const noRules: Rules = { authorised: {}, blocked: {}, emergency: { samu: false, others: false, hidden: false } };

/** All that is known of a space when a decision is taken. `version` moves with every change of it or of its record. */
export interface Facts {
  patient: string;
  ins: string;
  state: 'open' | 'opposed' | 'closed';
  version: string;
  rules: Rules;
  /** `YYYY-MM-DD`, as the register has it; absent where the register does not know the person. */
  birthDate?: string;
  /** Patient id of each legal representative → since when (ISO 8601). They count until the person is of age. */
  representatives: Record<string, { since: string }>;
  /** RPPS number → the reason given and the end of the emergency access */
  brokenGlass: Record<string, { reason: string; until: Date }>;
}
