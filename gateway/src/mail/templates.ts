import type { Mail } from './mailer.ts';

export type Language = 'fr' | 'en';
type Words = Pick<Mail, 'subject' | 'text'>;

const greeting = { fr: 'Bonjour,', en: 'Hello,' };
const ending = {
  fr: 'Ce message est automatique : n’y répondez pas. Personne ne vous demandera jamais ce code ni votre mot de passe.',
  en: 'This message is automatic: do not reply. Nobody will ever ask you for this code or your password.',
};

export const letter = (language: Language, subject: string, paragraphs: string[]): Words => ({
  subject,
  text: `${[greeting[language], ...paragraphs, `--\nPasserelle\n${ending[language]}`].join('\n\n')}\n`,
});

/** B1: the one-time code of a sign-in. */
export function codeMail(language: Language, code: string, minutes: number): Words {
  return language === 'fr'
    ? letter(language, 'Votre code de connexion', [
        `Votre code de connexion est : ${code}`,
        `Il est valable ${minutes} minutes et ne sert qu’une fois.`,
        'Si vous n’avez pas demandé ce code, quelqu’un connaît votre mot de passe : changez-le.',
      ])
    : letter(language, 'Your sign-in code', [
        `Your sign-in code is: ${code}`,
        `It is valid for ${minutes} minutes and can be used once.`,
        'If you did not ask for this code, somebody knows your password: change it.',
      ]);
}

/** A1: the provisional code that opens the way to a space. `days` is how long it is valid. */
export function provisionalCodeMail(language: Language, code: string, days: number, address: string): Words {
  return language === 'fr'
    ? letter(language, 'Votre code provisoire', [
        `Votre code provisoire est : ${code}`,
        `Il est valable ${days} jours. Avec votre carte Vitale, il vous permet d’activer votre espace de santé, ou de vous y opposer :`,
        address,
      ])
    : letter(language, 'Your provisional code', [
        `Your provisional code is: ${code}`,
        `It is valid for ${days} days. With your Vitale card, it lets you activate your health space, or object to it:`,
        address,
      ]);
}

/** A6: the space is open. */
export function spaceOpenedMail(language: Language, address: string): Words {
  return language === 'fr'
    ? letter(language, 'Votre espace de santé est ouvert', [
        'Votre espace de santé est ouvert. Vous pouvez vous y connecter avec l’identifiant et le mot de passe que vous avez choisis :',
        address,
        'Si ce n’est pas vous, prévenez l’assistance sans attendre.',
      ])
    : letter(language, 'Your health space is open', [
        'Your health space is open. You can sign in with the identifier and the password that you chose:',
        address,
        'If this was not you, tell support at once.',
      ]);
}
