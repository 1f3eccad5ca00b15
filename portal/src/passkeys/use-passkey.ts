import { usePortal } from '../portal.ts';
import { answerByPasskey } from './browser.ts';

/** Asks the gateway for a challenge, and a passkey of this device for its answer. Rejects with CallError or NoPasskey. */
export function usePasskey() {
  const { call } = usePortal();
  return async () => {
    const { challenge, options } = await call('POST /api/passkey-challenges');
    return { challenge, response: await answerByPasskey(options) };
  };
}
