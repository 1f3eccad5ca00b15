import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitMail } from '../demo/actors/mailbox.ts';
import { admin, importCsv } from '../demo/actors/operator.ts';
import { insuredCsv, people } from '../demo/people.ts';
import type { Passerelle } from './testing/passerelle.ts';
import { sharePasserelle } from './testing/shared.ts';

const [, , jeanne] = people;
const tries = 10_000;
/** At a time: as many as keep both sides busy, and no more sockets than a machine has. */
const wave = 200;

describe('Ten thousand who bring the code of Jeanne at the same time (A1, A2)', () => {
  let passerelle: Passerelle;

  beforeAll(async () => {
    passerelle = await sharePasserelle({ env: { PROXIES: '1' } });
    await importCsv(passerelle.doors, 'insured', insuredCsv(people));
  }, 120_000);
  afterAll(() => passerelle.remove());

  /** Each from an address of its own, so that no limit decides instead of the code. @returns `ok`, or why it was refused */
  const bring = async (code: string, count: number): Promise<string> => {
    const answer = await fetch(`${passerelle.url}/api/spaces/identification`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `10.20.${Math.floor(count / 250)}.${count % 250}`,
      },
      body: JSON.stringify({ code, card: jeanne.card, nir: jeanne.ins, serial: jeanne.serial }),
    });
    const { code: why } = (await answer.json()) as { code?: string };
    return answer.status === 200 ? 'ok' : `${answer.status} ${why}`;
  };

  it('are one person and 9,999 who are told that somebody has it', async () => {
    await admin(passerelle.doors, 'codes', 'send', jeanne.ins);
    const code = await awaitMail(passerelle.doors, jeanne.email, ({ text }) => /\b([A-Z0-9]{12})\b/.exec(text)?.[1]);
    const outcomes: Record<string, number> = {};
    for (let begun = 0; begun < tries; begun += wave) {
      const numbers = Array.from({ length: wave }, (_, place) => begun + place);
      for (const outcome of await Promise.all(numbers.map((count) => bring(code, count))))
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    expect(outcomes).toEqual({ ok: 1, '409 code-taken': tries - 1 });
  }, 300_000);
});
