import type { ApiRoutes } from '@passerelle/gateway/client';
import { createCall, type Call } from '@passerelle/gateway/call';
import type { Doors } from '../doors.ts';
import { awaitMail } from './mailbox.ts';

/** A person who opens and uses a space. */
export interface Person {
  ins: string;
  email: string;
  card: 'with-photo' | 'without-photo';
  serial: string;
  identifier: string;
  password: string;
}

/** The portal's API as one person's browser: it keeps the cookies. */
export interface Browser {
  call: Call<ApiRoutes>;
  /** Sends a form with a file, as the portal does. */
  cookie: () => string;
}

export function openBrowser(doors: Doors): Browser {
  const jar = new Map<string, string>();
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const keepingCookies: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    if (jar.size > 0) headers.set('cookie', cookie());
    headers.set('origin', doors.url);
    const answer = await fetch(input, { ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value && !/max-age=0/i.test(line)) jar.set(name, value);
      else jar.delete(name);
    }
    return answer;
  };
  return { call: createCall<ApiRoutes>({ baseUrl: doors.url, fetch: keepingCookies }), cookie };
}

/**
 * A1 to A5: with the provisional code that came by mail, verifies the mail address and opens the space. The operator has sent the code.
 * @param since milliseconds since 1970: a code sent before may be in use by a walk that was cut short
 */
export async function openSpace(doors: Doors, person: Person, since = 0): Promise<void> {
  const code = await awaitMail(doors, person.email, ({ at, text }) =>
    Date.parse(at) >= since ? /\b([A-Z0-9]{12})\b/.exec(text)?.[1] : undefined,
  );
  const { call } = openBrowser(doors);
  const { ins: nir, card, serial, identifier, password } = person;
  const { opening } = await call('POST /api/spaces/identification', { body: { code, card, nir, serial } });
  const before = Date.now() - 1_000;
  await call('POST /api/spaces/contacts', { body: { opening, kind: 'email' } });
  const proof = await awaitMail(doors, person.email, ({ at, subject, text }) =>
    Date.parse(at) >= before && /vérification/.test(subject) ? /\b(\d{6})\b/.exec(text)?.[1] : undefined,
  );
  await call('POST /api/spaces/contacts/verification', { body: { opening, kind: 'email', code: proof } });
  await call('POST /api/spaces', { body: { opening, acceptsTerms: true, identifier, password } });
}

/** B1: identifier, password, and the code that came by mail after it was asked for. */
export async function signIn(doors: Doors, { identifier, password, email }: Person): Promise<Browser> {
  const browser = openBrowser(doors);
  const before = Date.now() - 1_000;
  const { challenge } = await browser.call('POST /api/session/password', { body: { identifier, password } });
  await browser.call('POST /api/session/code', { body: { challenge, channel: 'email' } });
  const code = await awaitMail(doors, email, ({ at, subject, text }) =>
    Date.parse(at) >= before && /connexion/.test(subject) ? /\b(\d{6})\b/.exec(text)?.[1] : undefined,
  );
  await browser.call('POST /api/session', { body: { challenge, code } });
  return browser;
}
