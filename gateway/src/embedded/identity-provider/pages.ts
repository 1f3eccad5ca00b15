import type { DemoProfessional } from './professional.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem}
label{display:block;margin:1rem 0 .25rem;font-weight:600}select,input,button{font:inherit;width:100%;padding:.5rem;box-sizing:border-box}
button{margin-top:1.5rem;padding:.7rem}.fault{border-left:4px solid #c22;padding:.5rem 1rem}</style></head>
<body><main>${body}</main></body></html>`;

export interface SignInPage {
  uid: string;
  client: string;
  accounts: readonly DemoProfessional[];
  /** RPPS number proposed. */
  chosen: string;
  fault: boolean;
}

export const signInPage = ({ uid, client, accounts, chosen, fault }: SignInPage): string =>
  page(
    fault ? 'Erreur : connexion d’un professionnel' : 'Connexion d’un professionnel',
    `<h1>Connexion d’un professionnel</h1>
<p>Fournisseur d’identité de démonstration, pour <strong>${escaped(client)}</strong>.
<span lang="en">Demo identity provider for professionals.</span></p>
${fault ? '<p class="fault" role="alert" id="fault">Mot de passe incorrect. <span lang="en">Wrong password.</span></p>' : ''}
<form method="post" action="/sign-in/${escaped(uid)}">
<label for="rpps">Professionnel <span lang="en">(professional)</span></label>
<select id="rpps" name="rpps" autofocus>${accounts.map((account) => optionOf(account, chosen)).join('')}</select>
<label for="password">Mot de passe <span lang="en">(password)</span></label>
<input id="password" name="password" type="password" autocomplete="current-password" required${fault ? ' aria-invalid="true" aria-describedby="fault"' : ''}>
<button>Se connecter <span lang="en">(sign in)</span></button></form>`,
  );

const optionOf = ({ rpps, givenName, familyName }: DemoProfessional, chosen: string): string =>
  `<option value="${escaped(rpps)}"${rpps === chosen ? ' selected' : ''}>${escaped(`${givenName} ${familyName} (${rpps})`)}</option>`;

export const errorPage = (code: string, description: string): string =>
  page(
    'Connexion impossible',
    `<h1>Connexion impossible</h1><p role="alert">${escaped(code)} : ${escaped(description)}</p>
<p>Revenez au logiciel et recommencez. <span lang="en">Go back to the software and start again.</span></p>`,
  );
