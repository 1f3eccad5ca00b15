import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { selfSigned } from './self-signed.ts';

test.each(['mx.test', 'a'.repeat(60), `${'long.'.repeat(40)}test`])(
  'a certificate for %s is one to OpenSSL',
  (name) => {
    const { cert, key } = selfSigned(name, new Date('2026-02-03T04:05:06Z'));
    const read = new X509Certificate(cert);
    expect(read.subject).toBe(`CN=${name}`);
    expect(read.checkHost(name)).toBe(name);
    expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.validFromDate.toISOString()).toBe('2026-02-03T04:05:06.000Z');
    expect(read.validToDate.toISOString()).toBe('2036-02-03T04:05:06.000Z');
  },
);
