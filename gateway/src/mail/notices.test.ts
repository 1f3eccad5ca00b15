import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../testing/postgres.ts';
import { until } from '../../testing/until.ts';
import { startMailCatcher, type MailCatcher } from '../embedded/mail-catcher.ts';
import { startJobs, type Jobs } from '../jobs/jobs.ts';
import { createMailer, type Mailer } from './mailer.ts';
import { startNotices } from './notices.ts';

let dataDir: string;
let postgres: FreshDatabase;
let catcher: MailCatcher;
let jobs: Jobs;
let mailer: Mailer;
const catchMail = (smtpPort = 0) => startMailCatcher({ smtpPort, port: 0, host: '127.0.0.1', dataDir });
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-mail-'));
  postgres = await freshDatabase();
  catcher = await catchMail();
  mailer = createMailer({ url: catcher.smtpUrl, from: 'Passerelle <notices@passerelle.example>' });
  jobs = await startJobs(postgres.url);
});
afterEach(async () => {
  await jobs.stop();
  mailer.close();
  await catcher.stop();
  await postgres.drop();
  await rm(dataDir, { recursive: true, force: true });
});

interface Caught {
  id: string;
  to: string[];
  subject: string;
  text: string;
}
const caught = async (query = '') => (await (await fetch(`${catcher.url}/messages${query}`)).json()) as Caught[];
const mail = { to: 'marie@maison.example', subject: 'Votre espace <b>', text: 'Bonjour <script>alert(1)</script>' };

test('A notice told while the relay is down, and the gateway ended meanwhile, arrives when both are back', async () => {
  const { port } = new URL(catcher.smtpUrl);
  await catcher.stop();
  await (await startNotices({ jobs, mailer, firstRetry: 1 })).tell(mail);
  await jobs.stop();
  catcher = await catchMail(Number(port));
  jobs = await startJobs(postgres.url);
  await startNotices({ jobs, mailer, firstRetry: 1 });
  const [arrived] = await until('the notice', async () => {
    const mails = await caught('?to=marie@maison.example');
    return mails.length > 0 ? mails : undefined;
  });
  expect(arrived).toMatchObject({ to: [mail.to], subject: mail.subject });
});

test('The mail catcher shows mails as text, keeps them over a restart, and deletes them all', async () => {
  await mailer.send(mail);
  await mailer.send({ ...mail, to: 'paul@maison.example' });
  await catcher.stop();
  catcher = await catchMail(Number(new URL(catcher.smtpUrl).port));
  expect(await caught()).toHaveLength(2);
  const [paul] = await caught('?to=paul@maison.example');
  const page = await fetch(`${catcher.url}/mail/${paul?.id}`);
  expect(await page.text()).not.toContain('<script>');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await (await fetch(`${catcher.url}/messages/${paul?.id}/raw`)).text()).toContain('To: paul@maison.example');
  expect((await fetch(`${catcher.url}/messages`, { method: 'DELETE' })).status).toBe(204);
  expect(await caught()).toEqual([]);
});

test('Another site empties the mail catcher neither by a form nor under a name of its own', async () => {
  await mailer.send(mail);
  await fetch(`${catcher.url}/clear`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } });
  const { hostname, port } = new URL(catcher.url);
  const asked = get({ hostname, port, path: '/messages', headers: { host: 'evil.example' } });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(answer.resume().statusCode).toBe(404);
  expect(await caught()).toHaveLength(1);
});

test('A mail that the relay does not take is said at once, with no more than that', async () => {
  await catcher.stop();
  await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'mail-unavailable' });
});
