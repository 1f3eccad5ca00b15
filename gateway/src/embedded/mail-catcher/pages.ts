import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CaughtMail, Mailbox } from './mailbox.ts';
import { takeSms } from './sms.ts';

/** Nothing of a mail can run: no script, no picture, no frame; its text is shown as text. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

/** `GET /`, `GET /messages[?to=]`, `GET /messages/:id`, `GET /messages/:id/raw`, `GET /mail/:id`, `DELETE /messages`, `POST /clear`, `POST /sms`. */
export async function answerPages(mailbox: Mailbox, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const [, what = '', id = '', part = ''] = pathname.split('/');
  const mail = mailbox.list().find((one) => one.id === id);
  const to = searchParams.get('to')?.toLowerCase();
  switch (isOwnPage(request) ? `${request.method} /${what}${id ? '/:id' : ''}${part ? `/${part}` : ''}` : '') {
    case 'GET /':
      return send(answer, 200, 'text/html', listPage(mailbox.list()));
    case 'GET /messages':
      return sendJson(
        answer,
        mailbox.list().filter((one) => !to || one.to.some((name) => name.toLowerCase() === to)),
      );
    case 'GET /messages/:id':
      return mail ? sendJson(answer, mail) : nothing(answer);
    case 'GET /messages/:id/raw': {
      const bytes = await mailbox.raw(id);
      return bytes ? send(answer, 200, 'text/plain', bytes) : nothing(answer);
    }
    case 'GET /mail/:id':
      return mail ? send(answer, 200, 'text/html', mailPage(mail)) : nothing(answer);
    case 'DELETE /messages':
      await mailbox.clear();
      return send(answer, 204, 'text/plain', '');
    case 'POST /clear':
      await mailbox.clear();
      answer.writeHead(303, { ...headers, location: '/' }).end();
      return;
    case 'POST /sms':
      return send(answer, await takeSms(mailbox, request), 'text/plain', '');
    default:
      return nothing(answer);
  }
}

/**
 * Mails hold one-time codes: no other site may read or empty the box through a visitor's browser, be it under a name of its own that
 * leads to this address (DNS rebinding).
 */
function isOwnPage({ method, headers: { host = '', 'sec-fetch-site': site } }: IncomingMessage): boolean {
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host);
  return local && (method === 'GET' || site === undefined || site === 'same-origin');
}

function send(answer: ServerResponse, status: number, type: string, body: string | Buffer): void {
  answer.writeHead(status, { ...headers, 'content-type': `${type}; charset=utf-8` }).end(body);
}
const sendJson = (answer: ServerResponse, body: unknown): void =>
  send(answer, 200, 'application/json', JSON.stringify(body));
const nothing = (answer: ServerResponse): void => send(answer, 404, 'text/plain', 'Rien ici. Nothing here.\n');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8886}
.badge{border:1px solid;border-radius:4px;padding:0 .4rem;font-weight:normal}pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;padding:1rem}</style></head>
<body><main>${body}</main></body></html>`;

const listPage = (mails: CaughtMail[]): string =>
  page(
    'Courrier intercepté · Caught mail',
    `<h1>Courrier intercepté <span lang="en">· Caught mail</span></h1>
<p>${mails.length} message(s). Rien n’est distribué. <span lang="en">Nothing is delivered.</span></p>
<table><thead><tr><th scope="col">Date</th><th scope="col">Par · By</th><th scope="col">À · To</th><th scope="col">Objet · Subject</th></tr></thead><tbody>
${mails.map((mail) => `<tr><td>${escaped(mail.at.slice(0, 19).replace('T', ' '))}</td><td>${badge(mail)}</td><td>${escaped(mail.to.join(', '))}</td><td><a href="/mail/${mail.id}">${escaped(mail.subject || mail.text.slice(0, 60) || '—')}</a></td></tr>`).join('\n')}
</tbody></table>
<form method="post" action="/clear"><p><button>Tout effacer · Delete all</button></p></form>`,
  );

/** How it went: the word says it, the frame only helps to see it. */
const badge = ({ kind }: CaughtMail): string => `<b class="badge">${kind === 'sms' ? 'SMS' : 'e-mail'}</b>`;

const mailPage = (mail: CaughtMail): string =>
  page(
    mail.subject || 'Courrier',
    `<p><a href="/">← Tous · All</a></p><h1>${escaped(mail.subject || 'SMS')}</h1>
<p>${badge(mail)} De · From : ${escaped(mail.from)}<br>À · To : ${escaped(mail.to.join(', '))}<br>${escaped(mail.at)}</p>
<pre>${escaped(mail.text)}</pre>
${mail.attachments.length ? `<h2>Pièces jointes · Attachments</h2><ul>${mail.attachments.map(({ name, type, size }) => `<li>${escaped(name)} (${escaped(type)}, ${size})</li>`).join('')}</ul>` : ''}
${mail.kind === 'mail' ? `<p><a href="/messages/${mail.id}/raw">Source</a></p>` : ''}`,
  );
