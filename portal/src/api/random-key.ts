/** 128 random bits in hexadecimal. `crypto.randomUUID` is missing where the portal is reached without TLS. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same body sent again is the same request (`Idempotency-Key`); another body is another one. */
export class Once {
  #sent = '';
  #key = '';
  keyFor(body: unknown): string {
    const sent = JSON.stringify(body);
    if (sent !== this.#sent || !this.#key) this.#key = randomKey();
    this.#sent = sent;
    return this.#key;
  }

  /** It went through: the same body again is meant as another request. */
  next(): void {
    this.#key = '';
  }
}
