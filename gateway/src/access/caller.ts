/** Who is calling, as proven by a session, a token or the bridge's secret. */
export type Caller = PatientCaller | ProfessionalCaller | BridgeCaller | OperatorCaller;

export interface PatientCaller {
  kind: 'patient';
  account: string;
  /** FHIR id of the account owner's own Patient: who acts. */
  person: string;
  /** FHIR id of the Patient whose space this request is for: one's own, or a child's. Whether it may be is the policy's to say. */
  patient: string;
  session: string;
  name: string;
}

/** Whether the caller is in another's space: a child's, or one where the policy will refuse them. */
export const actsForAnother = ({ person, patient }: PatientCaller): boolean => person !== patient;

/** A professional as Pro Santé Connect hands them over. */
export interface ProfessionalCaller {
  kind: 'professional';
  /** 11 digits */
  rpps: string;
  name: string;
  /** TRE_G15 code, e.g. `10` for a doctor */
  profession: string;
  /** TRE_R38 code */
  specialty?: string;
  organization?: string;
  /** `Acces_Regulation_Medicale`: works in a SAMU regulation centre (centre 15). */
  regulation: boolean;
  /** The software that holds the token (`azp`). */
  software: string;
}

export interface BridgeCaller {
  kind: 'bridge';
  /** The organisation or address on whose behalf mail is filed. */
  sender: string;
}

export interface OperatorCaller {
  kind: 'operator';
  name: string;
}
