import type { RecipientRefusal } from '@passerelle/gateway/client';

/** An SMTP reply: code (RFC 5321), enhanced code (RFC 3463), text in ASCII. */
export interface Reply {
  code: number;
  status: string;
  text: string;
}

const reply = (code: number, status: string, text: string): Reply => ({ code, status, text });

/** What the gateway's refusals are in SMTP. */
export const refusals: Record<RecipientRefusal, Reply> = {
  'sender-not-allowed': reply(550, '5.7.1', 'Sender refused: its domain is not one that may write to patients here'),
  'foreign-domain': reply(550, '5.7.1', 'Relaying denied: this server only takes mail for its own domain'),
  'unknown-patient': reply(550, '5.1.1', 'Recipient unknown: no patient has this address'),
  'space-closed': reply(550, '5.2.1', 'Recipient refused: this mailbox is closed'),
  'sender-blocked': reply(550, '5.7.1', 'Recipient refused: this recipient does not take mail from this sender'),
};

/** What the bridge itself answers. */
export const replies = {
  gatewayDown: reply(451, '4.3.0', 'Cannot decide now, try again later'),
  internal: reply(451, '4.3.0', 'Local error, try again later'),
  full: reply(452, '4.3.1', 'Not enough storage, try again later'),
  tooManyRecipients: reply(452, '4.5.3', 'Too many recipients, send the rest in another message'),
  tooManyConnections: reply(421, '4.7.0', 'Too many connections from your address, try again later'),
  tooFast: reply(450, '4.7.1', 'Too many messages from your address, try again later'),
  tooManyErrors: reply(421, '4.7.0', 'Too many errors'),
  tooSlow: reply(421, '4.4.2', 'Too slow, closing the connection'),
  tooLarge: reply(552, '5.3.4', 'Message too large'),
  bareLine: reply(550, '5.5.2', 'Bare LF or bare CR: lines end with CR LF (RFC 5321 section 2.3.8)'),
  lineTooLong: reply(500, '5.5.2', 'Command line too long'),
  sourceRoute: reply(501, '5.1.3', 'Source routes are not taken'),
  notImplemented: reply(502, '5.5.1', 'Command not implemented'),
  tlsRequired: reply(530, '5.7.0', 'Must issue a STARTTLS command first'),
  notNotice: reply(550, '5.7.1', 'The null sender is for delivery and disposition notices only'),
  headerTooLarge: reply(552, '5.3.4', 'Message header too large'),
  noFrom: reply(550, '5.6.0', 'Message has no From header'),
  twoOf: (name: string): Reply => reply(550, '5.6.0', `Message has more than one ${name} header`),
  loop: reply(554, '5.4.6', 'Too many hops'),
} as const;

/** The form in which smtp-server takes a refusal: a plain Error would be a permanent 550. */
export class SmtpRefusal extends Error {
  readonly responseCode: number;
  constructor({ code, status, text }: Reply) {
    super(`${status} ${text}`);
    this.responseCode = code;
  }
}
