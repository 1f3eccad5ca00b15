import { Type, type Static } from 'typebox';

const Base64Url = (maxLength: number) => Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength });
const Transports = Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 });

/** An assertion as browsers write it: AuthenticationResponseJSON of Web Authentication Level 3, §5.1.9. */
export const PasskeyAnswer = Type.Object({
  id: Base64Url(1400),
  rawId: Base64Url(1400),
  type: Type.Literal('public-key'),
  response: Type.Object({
    clientDataJSON: Base64Url(4000),
    authenticatorData: Base64Url(4000),
    signature: Base64Url(4000),
    userHandle: Type.Optional(Base64Url(100)),
  }),
  clientExtensionResults: Type.Object({}),
  authenticatorAttachment: Type.Optional(Type.String({ maxLength: 20 })),
});
export type PasskeyAnswer = Static<typeof PasskeyAnswer>;

/** What making a passkey gave: RegistrationResponseJSON, §5.1.8. */
export const NewPasskey = Type.Object({
  id: Base64Url(1400),
  rawId: Base64Url(1400),
  type: Type.Literal('public-key'),
  response: Type.Object({
    clientDataJSON: Base64Url(4000),
    attestationObject: Base64Url(12_000),
    transports: Type.Optional(Transports),
    authenticatorData: Type.Optional(Base64Url(8000)),
    publicKey: Type.Optional(Base64Url(4000)),
    publicKeyAlgorithm: Type.Optional(Type.Integer()),
  }),
  clientExtensionResults: Type.Object({}),
  authenticatorAttachment: Type.Optional(Type.String({ maxLength: 20 })),
});
export type NewPasskey = Static<typeof NewPasskey>;

/** PublicKeyCredentialRequestOptionsJSON: it names no key, so that nobody learns who has one. */
export const AskingOptions = Type.Object({
  challenge: Type.String(),
  timeout: Type.Integer(),
  rpId: Type.String(),
  userVerification: Type.Literal('required'),
});

/** PublicKeyCredentialCreationOptionsJSON. */
export const MakingOptions = Type.Object({
  challenge: Type.String(),
  timeout: Type.Integer(),
  rp: Type.Object({ id: Type.String(), name: Type.String() }),
  user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
  pubKeyCredParams: Type.Array(Type.Object({ type: Type.Literal('public-key'), alg: Type.Integer() })),
  excludeCredentials: Type.Array(
    Type.Object({ id: Type.String(), type: Type.Literal('public-key'), transports: Transports }),
  ),
  authenticatorSelection: Type.Object({
    residentKey: Type.Literal('required'),
    requireResidentKey: Type.Literal(true),
    userVerification: Type.Literal('required'),
  }),
  attestation: Type.Literal('none'),
});
