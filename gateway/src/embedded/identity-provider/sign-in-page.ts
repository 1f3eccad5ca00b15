import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import type { IdentityProviderOptions } from './options.ts';
import { errorPage, signInPage, type SignInPage } from './pages.ts';
import { findByHint, subjectOf, type DemoProfessional } from './professional.ts';

export const isSignIn = (url: string | undefined): boolean => /^\/sign-in\/[\w-]+$/.test(url ?? '');

/** The page where a professional signs in; the interaction's cookie binds it to the browser that asked. */
export async function answerSignIn(
  provider: Provider,
  options: IdentityProviderOptions,
  request: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  try {
    const { uid, params } = await provider.interactionDetails(request, answer);
    const client = String(params['client_id'] ?? '');
    const shown = { uid, client, accounts: options.accounts, chosen: String(params['login_hint'] ?? '') };
    if (request.method === 'GET') return show(answer, options, { ...shown, fault: false });
    if (request.method !== 'POST') return refuse(answer, options, 405, 'invalid_request', 'GET, POST');
    const form = new URLSearchParams(await bounded(request));
    const account = findByHint(options.accounts, form.get('rpps') ?? '');
    if (!account || !isPassword(account, form.get('password') ?? ''))
      return show(answer, options, { ...shown, chosen: form.get('rpps') ?? '', fault: true });
    const login = { accountId: subjectOf(account), acr: 'eidas1', amr: ['pwd'], remember: false };
    // For software on one's own machine the protocol wants a consent each time; signing in here is one.
    await provider.interactionFinished(request, answer, { login, consent: {} }, { mergeWithLastSubmission: false });
  } catch {
    refuse(answer, options, 400, 'invalid_request', 'la page a expiré / this page has expired');
  }
}

const isPassword = (account: DemoProfessional, password: string): boolean =>
  timingSafeEqual(digest(account.password), digest(password));
const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

async function bounded(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? Infinity) > 4_096) throw new Error('form too large');
  return text(request);
}

function show(answer: ServerResponse, options: IdentityProviderOptions, page: SignInPage): void {
  send(answer, options, page.fault ? 422 : 200, signInPage(page));
}

function refuse(
  answer: ServerResponse,
  options: IdentityProviderOptions,
  status: number,
  ...said: [string, string]
): void {
  if (!answer.headersSent) send(answer, options, status, errorPage(...said));
}

function send(answer: ServerResponse, { publicUrl }: IdentityProviderOptions, status: number, page: string): void {
  // The form's answer redirects to the software: browsers hold that against form-action as well.
  const targets = `'self' ${new URL(publicUrl).origin} http://localhost:* http://127.0.0.1:*`;
  answer
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    .end(page);
}
