/** Who is calling, as proven by a session, a token or the bridge's secret. */
export type Caller = PatientCaller | ProfessionalCaller | BridgeCaller | OperatorCaller;

export interface PatientCaller {
  kind: 'patient';
  account: string;
  /** FHIR id of the Patient whose space is open in this session. */
  patient: string;
  session: string;
  name: string;
}

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
