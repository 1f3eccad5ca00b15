import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { people } from '@passerelle/fhir-mappings/demo-town';
import { breachedPasswords } from './breached-passwords.ts';
import { checkNewPassword } from './new-password.ts';
import { judge, type Guess } from '../client/passwords.ts';
import { judgePassword } from './password-strength.ts';

const marie = ['marie.durand', 'marie', 'DURAND', 'MARIE ANNE', '1979-03-28'];

describe('A5: Marie chooses a password', () => {
  test.each(['Coquelicot-7!', 'Quatre-bateaux-9', 'xK9$mQ2v', 'éLégance_9 sous la pluie', people[0].password])(
    '“%s”, which nobody guesses soon',
    async (password) => {
      expect(await judgePassword(password, marie)).toEqual({ ok: true });
    },
  );

  test.each([
    ['Court-1', 'criteria'],
    ['coquelicot-7!', 'criteria'],
    ['Password1!', 'common'],
    ['Azerty123!', 'common'],
    ['Soleil123!', 'word'],
    ['Bonjour2024!', 'word'],
    ['Sunshine12!', 'common'],
    ['Ab1!Ab1!', 'pattern'],
    ['28031998Md!', 'pattern'],
    ['Marie-Durand-1979!', 'personal'],
    ['Márie28/03!', 'personal'],
    ['Passerelle-2026!', 'personal'],
  ])('“%s” is refused: %s', async (password, why) => {
    expect(await judgePassword(password, marie)).toMatchObject({ ok: false, why });
  });

  test('and hears why in both languages', async () => {
    await expect(checkNewPassword({}, 'Soleil123!', marie)).rejects.toMatchObject({ code: 'password-guessable' });
    const fault: unknown = await checkNewPassword({}, 'Soleil123!', marie).catch((error: unknown) => error);
    expect((fault as { text: (of: 'fr' | 'en') => string }).text('en')).toContain('a common word');
    await expect(checkNewPassword({}, 'soleil', marie)).rejects.toMatchObject({ code: 'password-weak' });
  });

  test('and no text made to be slow is looked at beyond the length that bounds the work', async () => {
    const looked: number[] = [];
    const guess: Guess = (password) => {
      looked.push(password.length);
      return { score: 4, sequence: [] };
    };
    for (const slow of ['4@8({[</3#!1|0$5+7%2Aa', 'P@55w0rd!$1', 'aB1!'].map((part) => part.repeat(40).slice(0, 200))) {
      expect(judge(guess, slow, marie)).toEqual({ ok: true });
      expect(await judgePassword(slow, marie)).toHaveProperty('ok');
    }
    expect(looked).toEqual([40, 40, 40]);
  });

  test('and when nobody chooses any more, the thread with the dictionaries ends; who chooses next has one of their own', async () => {
    vi.resetModules();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { judgePassword: ask } = await import('./password-strength.ts');
    for (let turn = 0; turn < 2; turn += 1) {
      const started = once(process, 'worker') as Promise<[Worker]>;
      expect(await ask('Soleil123!', marie)).toMatchObject({ why: 'word' });
      const [thread] = await started;
      const ended = once(thread, 'exit');
      vi.advanceTimersByTime(5_000);
      await ended;
    }
  });
});

describe('A password that leaked', () => {
  let service: Server;
  afterEach(() => service.close());
  const start = async (answer: (url: string) => string | undefined): Promise<string> => {
    service = createServer((request, response) => {
      const body = answer(request.url ?? '');
      response.writeHead(body === undefined ? 500 : 200).end(body);
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(service.address() as AddressInfo).port}/range/`;
  };

  test('is refused, though only five characters of its hash were sent', async () => {
    const asked: string[] = [];
    const url = await start((path) => {
      asked.push(path);
      return 'AAAA:3\r\nC6B6F5EE2A1B4B8B0B3A6B2B0D2A6E2E1A1:0\r\n';
    });
    const isBreached = breachedPasswords(url);
    expect(await isBreached('Coquelicot-7!')).toBe(false);
    expect(asked[0]).toMatch(/^\/range\/[0-9A-F]{5}$/);
  });

  test('is found in the list; a service that fails shuts nobody out', async () => {
    const rest = createHash('sha1').update('Coquelicot-7!').digest('hex').toUpperCase().slice(5);
    const isBreached = breachedPasswords(await start(() => `0000:1\r\n${rest}:42`));
    await expect(checkNewPassword({ isBreached }, 'Coquelicot-7!', [])).rejects.toMatchObject({
      code: 'password-guessable',
    });
    service.close();
    let missed = 0;
    const failing = breachedPasswords(await start(() => undefined), () => (missed += 1));
    expect([await failing('Coquelicot-7!'), missed]).toEqual([false, 1]);
  });
});
