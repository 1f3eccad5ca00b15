import { createTransport } from 'nodemailer';
import { expect, test } from 'vitest';
import { DOCTOR, PATIENT, testBridge } from './testing/bridge.ts';
import { until } from './testing/until.ts';

test('a hospital mails a letter with an attachment, and the gateway is handed it once, as it was', async () => {
  await using running = await testBridge();
  const { bridge, gateway } = running;
  const hospital = createTransport({ host: '127.0.0.1', port: bridge.smtpPort, ignoreTLS: true });
  const pdf = Buffer.from('%PDF-1.4 lettre de sortie');
  await hospital.sendMail({
    from: { name: 'Dr Hélène Martin', address: DOCTOR },
    to: PATIENT,
    replyTo: 'secretariat@hopital.test',
    subject: 'Lettre de liaison',
    text: 'Bonjour,\nvoici votre lettre.',
    references: ['<a@hopital.test>', '<b@hopital.test>'],
    attachments: [{ filename: 'sortie.pdf', content: pdf }],
  });
  hospital.close();
  await until('the letter is filed', () => gateway.filed.size === 1);
  const [mail] = gateway.posted;
  expect(mail).toMatchObject({
    envelope: { from: DOCTOR, to: PATIENT },
    from: { name: 'Dr Hélène Martin', address: DOCTOR },
    replyTo: 'secretariat@hopital.test',
    subject: 'Lettre de liaison',
    text: 'Bonjour,\nvoici votre lettre.',
    references: ['<a@hopital.test>', '<b@hopital.test>'],
    ends: false,
    attachments: [{ name: 'sortie.pdf', contentType: 'application/pdf', bytes: pdf.toString('base64') }],
  });
  expect(gateway.violations).toEqual([]);
  expect(gateway.posted).toHaveLength(1);
});
