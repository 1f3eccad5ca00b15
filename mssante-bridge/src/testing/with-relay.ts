import { testBridge, type TestBridge } from './bridge.ts';
import { startTestRelay, type TestRelay } from './relay.ts';

/** A bridge and the relay that its mail leaves through. */
export interface BridgeWithRelay {
  relay: TestRelay;
  running: TestBridge;
  stop: () => Promise<void>;
}

export async function bridgeWithRelay(): Promise<BridgeWithRelay> {
  const relay = await startTestRelay();
  const running = await testBridge({ SMTP_RELAY_URL: relay.url });
  return {
    ...{ relay, running },
    stop: async () => {
      await running[Symbol.asyncDispose]();
      await relay.stop();
    },
  };
}
