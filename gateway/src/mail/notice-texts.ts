import { letter, type Language } from './templates.ts';

/** What a patient is told of their space, without a word of what it holds. */
export type NoticeKind = 'new-message' | 'emergency-access';

const texts = {
  'new-message': {
    fr: [
      'Un nouveau message vous attend',
      'Un message est arrivé dans votre espace de santé. Pour le lire, connectez-vous :',
    ],
    en: ['A new message is waiting', 'A message has arrived in your health space. To read it, sign in:'],
  },
  'emergency-access': {
    fr: [
      'Votre espace a été consulté en urgence',
      'Un professionnel a déclaré une urgence pour consulter votre espace de santé. Son nom et le motif sont dans votre espace, à la page « Accès » :',
    ],
    en: [
      'Your space was consulted in an emergency',
      'A professional declared an emergency to consult your health space. Their name and the reason are in your space, on the page “Access”:',
    ],
  },
} as const satisfies Record<NoticeKind, Record<Language, readonly [string, string]>>;

/** G7, F3: subject and text of a notice; `address` is the portal's. */
export function noticeText(kind: NoticeKind, language: Language, address: string): { subject: string; text: string } {
  const [subject, sentence] = texts[kind][language];
  return letter(language, subject, [sentence, address]);
}
