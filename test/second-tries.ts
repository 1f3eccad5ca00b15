import type { Reporter, TestCase } from 'vitest/node';

/** Names at the end what passed at its second try only: the machine was loaded, or a fault shows now and then and is to be found. */
export default class SecondTries implements Reporter {
  readonly #names: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#names.push(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  onTestRunEnd(): void {
    for (const name of this.#names) console.log(`passed at the second try: ${name}`);
  }
}
