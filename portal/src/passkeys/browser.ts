import type { Answer, ApiRoutes, Request } from '@passerelle/gateway/client';

type AskingOptions = Answer<ApiRoutes, 'POST /api/passkey-challenges'>['options'];
type MakingOptions = Answer<ApiRoutes, 'POST /api/passkeys/options'>['options'];
type Answered = Request<ApiRoutes, 'POST /api/session/passkey'>['body']['response'];
type Made = Request<ApiRoutes, 'POST /api/passkeys'>['body']['response'];

/** Whether this browser knows passkeys at this address: it must be a secure one, and a name rather than a number. */
export const knowsPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && isSecureContext && !/^[\d.]+$|:/.test(location.hostname);

/** The device did not do it: it refused, had no key, or the person cancelled. */
export class NoPasskey extends Error {}

/** Has the device make a passkey. @throws NoPasskey */
export async function makePasskey(options: MakingOptions): Promise<Made> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  // Written out by JSON: what a browser adds beyond the contract (WebAuthn grows) is left out by it.
  return wished(() =>
    startRegistration({ optionsJSON: options as Parameters<typeof startRegistration>[0]['optionsJSON'] }),
  );
}

/** Has a passkey of the device answer a challenge. @throws NoPasskey */
export async function answerByPasskey(options: AskingOptions): Promise<Answered> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return wished(() => startAuthentication({ optionsJSON: options }));
}

async function wished<T extends object, R>(ask: () => Promise<T>): Promise<R> {
  try {
    return (await ask()) as unknown as R;
  } catch (error) {
    throw new NoPasskey('no passkey', { cause: error });
  }
}
