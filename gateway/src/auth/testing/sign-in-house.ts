import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import cookie from '@fastify/cookie';
import { testClock } from '../../../testing/clock.ts';
import { freshDatabase } from '../../../testing/postgres.ts';
import { until } from '../../../testing/until.ts';
import { noRules } from '../../access/facts.ts';
import { Ledger } from '../../audit/ledger.ts';
import { connect, type Database } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import { startMailCatcher } from '../../embedded/mail-catcher.ts';
import { createServer } from '../../http/server.ts';
import { createMailer } from '../../mail/mailer.ts';
import { hashPassword } from '../passwords.ts';
import { serveSession } from '../session.ts';

export const marie = { identifier: 'marie.durand', password: 'Coquelicot-7!' };
const codeIn = (text: string): string | undefined => /: (\d{6})/.exec(text)?.[1];

/** The sign-in on a real database with a real relay: Marie has a space and an account. */
export async function openHouse(options: { publicUrl?: string } = {}) {
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
  serveSession(app, {
    ...{ database, mailer, clock: time.clock, mssDomain: 'patient.mssante.example' },
    publicUrl: options.publicUrl ?? 'http://localhost:8080',
    secret: Buffer.alloc(32, 2),
    guard: {
      record: async (line) => void (await ledger.write({ line: { at: time.clock().toISOString(), ...line } })),
    },
  });
  await addMarie(database);
  return {
    ...{ app, database, catcher, time, dataDir, postgres },
    /** The newest code mailed to Marie, other than `before`. */
    newCode: (before?: string): Promise<string> =>
      until('a code by mail', async () => {
        const mails = (await (await fetch(`${catcher.url}/messages?to=marie@maison.example`)).json()) as {
          text: string;
        }[];
        const code = codeIn(mails[0]?.text ?? '');
        return code === before ? undefined : code;
      }),
    close: async (): Promise<void> => {
      await app.close();
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
  await database
    .insertInto('insured')
    .values({
      ...{ ins, ins_oid: '1.2.250.1.213.1.4.11', birth_name: 'DURAND', first_names: 'MARIE ANNE', sex: 'female' },
      ...{ used_name: null, used_first_name: null, birth_date: '1979-03-28', birth_place: '51215' },
      ...{
        card: 'with-photo',
        card_serial: '12345678901',
        email: 'marie@maison.example',
        mobile: null,
        attached_to: [],
      },
    })
    .execute();
  await database
    .insertInto('space')
    .values({ patient: 'marie', ins, state: 'open', rules: JSON.stringify(noRules) })
    .execute();
  await database
    .insertInto('account')
    .values({
      ...{ id: 'account-of-marie', patient: 'marie', identifier: marie.identifier, email: 'marie@maison.example' },
      ...{ mobile: null, password: await hashPassword(marie.password) },
    })
    .execute();
}
