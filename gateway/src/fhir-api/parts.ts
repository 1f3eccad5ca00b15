import type { Enter } from '../access/enter.ts';
import type { FactsSource } from '../access/facts.ts';
import type { Guard } from '../access/guard.ts';
import type { Database } from '../database/connect.ts';
import type { FhirServer } from '../fhir/server.ts';
import type { Identify } from '../http/context.ts';

/** What `/fhir/R4` is made of. */
export interface FhirApiParts {
  enter: Enter;
  guard: Guard;
  facts: FactsSource;
  fhir: FhirServer;
  database: Database;
  /** 32 bytes: seals page links. */
  seal: Buffer;
  /** Address of the gateway as software sees it, without a slash at the end. */
  publicUrl: string;
  clock: () => Date;
  /** Who holds the bearer token. @throws Problem `token-missing`, `token-invalid`, `token-expired` */
  identify: Identify;
  /** Where tokens come from, for `/.well-known/smart-configuration`; asked when needed, since the provider may be down at the start. */
  provider: () => Promise<Provider>;
}

/** An identity provider's addresses, as its discovery document has them. */
export interface Provider {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
}
