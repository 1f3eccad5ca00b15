import type { House } from './sign-in-house.ts';
import { marie } from './sign-in-house.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A browser at the house's door: it keeps its cookies. */
export function visitorOf(house: House, { agent, ip }: { agent: string; ip: string }) {
  const jar = new Map<string, string>();
  const ask = async (method: Method, url: string, payload?: object) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'user-agent': agent, 'x-forwarded-for': ip, ...(cookie ? { cookie } : {}) };
    const answer = await house.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    for (const { name, value } of answer.cookies) if (value) jar.set(name, value);
    return answer;
  };
  return {
    ask,
    cookie: (name: string) => jar.get(name),
    /** Steals a cookie from another browser. */
    take: (other: { cookie: (name: string) => string | undefined }, name: string) =>
      void jar.set(name, other.cookie(name) ?? ''),
    /** B1 by mail. @throws Error when a step is refused */
    signIn: async (password = marie.password): Promise<void> => {
      const before = await house.latestCode();
      const first = await ask('POST', '/api/session/password', { ...marie, password });
      const { challenge } = first.json<{ challenge: string }>();
      await ask('POST', '/api/session/code', { challenge, channel: 'email' });
      const opened = await ask('POST', '/api/session', { challenge, code: await house.newCode(before) });
      if (opened.statusCode !== 201) throw new Error(`not signed in: ${opened.body}`);
    },
  };
}
export type Visitor = ReturnType<typeof visitorOf>;
