import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import cookie from '@fastify/cookie';
import { testClock } from '../../../testing/clock.ts';
import { freshDatabase } from '../../../testing/postgres.ts';
import { insure, settle } from '../../../testing/register.ts';
import { until } from '../../../testing/until.ts';
import { Ledger } from '../../audit/ledger.ts';
import { connect, type Database } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import { startMailCatcher } from '../../embedded/mail-catcher.ts';
import { createServer } from '../../http/server.ts';
import { startJobs } from '../../jobs/jobs.ts';
import { createMailer } from '../../mail/mailer.ts';
import { startTelling } from '../../mail/reach.ts';
import type { SmsText } from '../../sms/sms.ts';
import { startErrands } from '../afterwards.ts';
import { hashPassword } from '../passwords.ts';
import { serveSession } from '../session.ts';

interface CaughtMail {
  subject: string;
  text: string;
}

export const marie = { identifier: 'marie.durand', password: 'Coquelicot-7!' };
const codeIn = (text: string): string | undefined => /: (\d{6})/.exec(text)?.[1];

/** The sign-in on a real database with a real relay: Marie has a space and an account. */
/** Text messages that were sent, the newest last. */
export const texts: SmsText[] = [];
const sms = {
  send: (text: SmsText): Promise<void> => {
    texts.push(text);
    return Promise.resolve();
  },
};

export async function openHouse(options: { publicUrl?: string } = {}) {
  texts.length = 0;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'passerelle-auth-'));
  const postgres = await freshDatabase();
  const database = connect(postgres.url, 20);
  await migrate(database);
  const catcher = await startMailCatcher({ smtpPort: 0, port: 0, host: '127.0.0.1', dataDir });
  const mailer = createMailer({ url: catcher.smtpUrl, from: 'Passerelle <notices@passerelle.example>' });
  const time = testClock();
  const ledger = new Ledger(database, Buffer.alloc(32, 1));
  const app = createServer({ logLevel: 'silent', proxies: 1 });
  await app.register(cookie);
  const jobs = await startJobs(postgres.url);
  const secret = Buffer.alloc(32, 2);
  const publicUrl = options.publicUrl ?? 'http://localhost:8080';
  const telling = { database, jobs, mailer, sms, dataDir, secret, clock: time.clock };
  const tellPerson = await startTelling(telling);
  const afterwards = await startErrands({ ...telling, tellPerson, publicUrl });
  serveSession(app, {
    ...{ ...telling, tellPerson, afterwards, publicUrl, mssDomain: 'patient.mssante.example' },
    guard: {
      record: async (line) => void (await ledger.write({ line: { at: time.clock().toISOString(), ...line } })),
    },
  });
  await addMarie(database);
  const mails = async (): Promise<CaughtMail[]> =>
    (await (await fetch(`${catcher.url}/messages?to=marie@maison.example`)).json()) as CaughtMail[];
  const latestCode = async (): Promise<string | undefined> =>
    (await mails()).map(({ text }) => codeIn(text)).find((found) => found !== undefined);
  return {
    ...{ app, database, catcher, time, dataDir, postgres },
    /** The newest code mailed to Marie, other than `before`. */
    newCode: (before?: string): Promise<string> =>
      until('a code by mail', async () => {
        const code = await latestCode();
        return code === before ? undefined : code;
      }),
    latestCode,
    mails,
    /** The newest mail to Marie with this subject. */
    mail: (subject: RegExp): Promise<CaughtMail> =>
      until(`a mail ${subject}`, async () => (await mails()).find((mail) => subject.test(mail.subject))),
    close: async (): Promise<void> => {
      await app.close();
      await jobs.stop();
      mailer.close();
      await catcher.stop();
      await database.destroy();
      await postgres.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type House = Awaited<ReturnType<typeof openHouse>>;

async function addMarie(database: Database): Promise<void> {
  const ins = '279035121518989';
  const email = 'marie@maison.example';
  await insure(database, { ins, first_names: 'MARIE ANNE', email });
  const password = await hashPassword(marie.password);
  await settle(database, ins, { patient: 'marie', identifier: marie.identifier, email, password });
}
