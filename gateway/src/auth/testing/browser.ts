/** As much of a browser as signing in needs: follows redirects by hand and keeps cookies by host. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const host = new URL(url).host;
    const cookie = [...this.#cookies]
      .filter(([key]) => key.startsWith(`${host} `))
      .map(([key, value]) => `${key.split(' ')[1]}=${value}`)
      .join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.#cookies.set(`${host} ${pair.slice(0, pair.indexOf('='))}`, pair.slice(pair.indexOf('=') + 1));
    }
    return answer;
  }

  /** Follows redirects until `stop` says so, or there is a page. */
  async follow(url: string, stop: (url: string) => boolean = () => false): Promise<{ url: string; answer?: Response }> {
    for (let at = url, count = 0; count < 10; count += 1) {
      if (stop(at)) return { url: at };
      const answer = await this.go(at);
      const next = answer.headers.get('location');
      if (!next) return { url: at, answer };
      at = new URL(next, at).href;
    }
    throw new Error('too many redirects');
  }

  /** Fills in the identity provider's page and goes on. */
  async signIn(page: string, form: { rpps: string; password: string }): Promise<Response> {
    return this.go(page, { method: 'POST', body: new URLSearchParams(form) });
  }
}
