import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { NewPasskey, PasskeyAnswer } from '../../client/passkey-shapes.ts';

const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();
const userPresentAndVerified = 0x05;
const withKey = 0x40;

/**
 * A device that makes one passkey and answers with it (Web Authentication §6.1, §6.5.1). What an attacker would do otherwise is a
 * parameter: another origin, a counter that goes back, an owner who was not verified.
 */
export function authenticator({ rpId = 'localhost', origin = 'http://localhost:8080' } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(32);
  const id = credential.toString('base64url');
  let userHandle = '';
  const client = (type: string, challenge: string, from: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const data = (flags: number, counter: number): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count]);
  };
  return {
    make: (options: { challenge: string; user: { id: string } }): NewPasskey => {
      userHandle = options.user.id;
      const length = Buffer.from([0, credential.length]);
      const authData = Buffer.concat([
        ...[data(userPresentAndVerified | withKey, 0), Buffer.alloc(16), length, credential],
        coseOf(publicKey.export({ format: 'jwk' })),
      ]);
      const response = {
        clientDataJSON: client('webauthn.create', options.challenge, origin).toString('base64url'),
        attestationObject: attestation(authData).toString('base64url'),
      };
      return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
    },
    answer: (
      options: { challenge: string },
      { counter = 1, from = origin, flags = userPresentAndVerified } = {},
    ): PasskeyAnswer => {
      const clientData = client('webauthn.get', options.challenge, from);
      const authData = data(flags, counter);
      const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), privateKey);
      const response = {
        ...{ clientDataJSON: clientData.toString('base64url'), authenticatorData: authData.toString('base64url') },
        ...{ signature: signature.toString('base64url'), userHandle },
      };
      return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
    },
  };
}

/** CBOR (RFC 8949) of {1: 2, 3: -7, -1: 1, -2: x, -3: y}: an ES256 key (RFC 9053 §7.1.1). */
const coseOf = ({ x = '', y = '' }: { x?: string; y?: string }): Buffer =>
  Buffer.concat([
    ...[Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x, 'base64url')],
    ...[Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')],
  ]);

/** CBOR of {fmt: 'none', attStmt: {}, authData}. */
const attestation = (authData: Buffer): Buffer =>
  Buffer.concat([
    ...[Buffer.from([0xa3, 0x63]), Buffer.from('fmt'), Buffer.from([0x64]), Buffer.from('none')],
    ...[Buffer.from([0x67]), Buffer.from('attStmt'), Buffer.from([0xa0])],
    ...[Buffer.from([0x68]), Buffer.from('authData'), Buffer.from([0x58, authData.length]), authData],
  ]);
