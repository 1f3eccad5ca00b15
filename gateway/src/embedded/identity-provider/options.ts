import type { DemoProfessional } from './professional.ts';

export interface IdentityProviderOptions {
  /** 0 for any free port. */
  port: number;
  host: string;
  /** Keeps keys and state in `identity-provider/`. */
  dataDir: string;
  /** Address of the gateway: tokens are for `<publicUrl>/fhir/R4`. */
  publicUrl: string;
  /** The gateway's client. */
  clientId: string;
  clientSecret: string;
  accounts: readonly DemoProfessional[];
  /** Life of access tokens; Pro Santé Connect gives 120 s. */
  accessTokenSeconds?: number;
}
