import { createTransport, type Transporter } from 'nodemailer';
import type { Doors } from '../doors.ts';

export interface Letter {
  from: string;
  to: string;
  subject: string;
  text: string;
  attachments?: { filename: string; content: Buffer | string; contentType?: string }[];
  headers?: Record<string, string>;
  inReplyTo?: string;
}

/** A hospital's mail server: hands letters to the bridge by SMTP. @throws nodemailer's error with `responseCode` when refused. */
export async function sendLetter(doors: Doors, letter: Letter): Promise<{ messageId: string }> {
  const transport: Transporter = createTransport({
    host: '127.0.0.1',
    port: doors.smtpPort,
    secure: false,
    tls: { rejectUnauthorized: false },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    return (await transport.sendMail(letter)) as { messageId: string };
  } finally {
    transport.close();
  }
}
