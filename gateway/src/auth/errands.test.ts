import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { marie, openHouse, type House } from './testing/sign-in-house.ts';
import { visitorOf } from './testing/visitor.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

test('What nobody can be called is looked up once, and leaves no work that fails again and again', async () => {
  const { ask } = visitorOf(house, { agent: 'x', ip: '192.0.2.1' });
  for (const url of ['/api/recovery/password', '/api/recovery/identifier'])
    expect(
      (await ask('POST', url, url.endsWith('password') ? { identifier: 'marie\u0000durand' } : typed)).statusCode,
    ).toBe(202);
  await ask('POST', '/api/recovery/password', { identifier: marie.identifier });
  await house.mail(/nouveau mot de passe/);
  const states = sql<{ state: string }>`select distinct state::text from jobs.job where name = 'afterwards'`;
  await expect.poll(async () => (await states.execute(house.database)).rows).toEqual([{ state: 'completed' }]);
});

const typed = { email: 'marie\u0000@maison.example', birthDate: '1979-03-28' };
