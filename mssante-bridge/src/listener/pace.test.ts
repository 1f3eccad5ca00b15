import { expect, test } from 'vitest';
import { DOCTOR, PATIENT, testBridge } from '../testing/bridge.ts';
import { converse, letter } from '../testing/smtp-client.ts';
import { until } from '../testing/until.ts';

test('a client that falls silent is let go', async () => {
  await using running = await testBridge({ SMTP_IDLE_SECONDS: '1' });
  const client = await converse(running.bridge.smtpPort);
  expect(await client.reply()).toMatch(/^421/);
  await client.closed;
});

test('a client that trickles a command, or a message, byte by byte is let go', async () => {
  await using running = await testBridge({ SMTP_COMMAND_SECONDS: '1', SMTP_DATA_SECONDS: '1' });
  const command = await converse(running.bridge.smtpPort);
  const data = await converse(running.bridge.smtpPort);
  await data.say(`MAIL FROM:<${DOCTOR}>`);
  await data.say(`RCPT TO:<${PATIENT}>`);
  await data.say('DATA');
  const trickle = setInterval(() => {
    command.write('N');
    data.write('a');
  }, 50);
  try {
    expect(await command.reply()).toMatch(/^421 4\.4\.2/);
    expect(await data.reply()).toMatch(/^421 4\.4\.2/);
    await Promise.all([command.closed, data.closed]);
  } finally {
    clearInterval(trickle);
  }
});

test('a client that waits for a slow gateway is not let go', async () => {
  await using running = await testBridge({ SMTP_COMMAND_SECONDS: '1', SMTP_IDLE_SECONDS: '1' });
  const client = await converse(running.bridge.smtpPort);
  running.gateway.delay = 2500;
  expect(await client.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^250/);
});

test('one address does not take every connection, and is free again when it leaves', async () => {
  await using running = await testBridge({ SMTP_MAX_CONNECTIONS_PER_CLIENT: '2' });
  const clients = [await converse(running.bridge.smtpPort), await converse(running.bridge.smtpPort)];
  await expect(converse(running.bridge.smtpPort)).rejects.toThrow();
  clients[0]?.end();
  await until('there is room again', async () => {
    const again = await converse(running.bridge.smtpPort).catch(() => undefined);
    again?.end();
    return again !== undefined;
  });
  clients[1]?.end();
});

test('messages in a minute are counted by address', async () => {
  await using running = await testBridge({ SMTP_MESSAGES_PER_MINUTE: '1' });
  const client = await converse(running.bridge.smtpPort);
  const said = [];
  for (let count = 0; count < 3; count += 1) {
    said.push((await client.say(`MAIL FROM:<${DOCTOR}>`)).slice(0, 9));
    await client.say('RSET');
  }
  expect(said).toContain('450 4.7.1');
  client.end();
});

test('mail comes in by STARTTLS with the certificate made at the first start, kept for the next', async () => {
  await using running = await testBridge({ SMTP_TLS_REQUIRED: 'true' });
  const client = await converse(running.bridge.smtpPort);
  expect(await client.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^530 5\.7\.0/);
  // What follows STARTTLS in the same chunk is outside TLS: it must not be heard inside.
  client.write(`STARTTLS\r\nMAIL FROM:<injected@hopital.test>\r\n`);
  expect(await client.reply()).toMatch(/^220/);
  expect(await client.secure()).toMatch(/^TLSv1\.[23]$/);
  await client.say('EHLO hopital.test');
  expect(await client.say(`MAIL FROM:<${DOCTOR}>`)).toMatch(/^250/);
  expect(await client.say(`RCPT TO:<${PATIENT}>`)).toMatch(/^250/);
  expect(await client.say('DATA')).toMatch(/^354/);
  client.write(letter({}, 'a\nb'));
  expect(await client.reply()).toMatch(/^550 5\.5\.2/);
  client.end();
});
