import { momentText } from '../../moment.ts';
import type { TextsOf } from '../../template-values.ts';

/** B6 : les clés d’accès. */
export const passkeys = {
  'passkey-added': {
    letter: ({ name, at, address }) => ({
      subject: 'Une clé d’accès a été ajoutée',
      paragraphs: ['Une clé d’accès permet maintenant d’ouvrir votre espace de santé sans mot de passe ni code.'],
      facts: [name, momentText('fr', at)],
      action: { label: 'Voir mes clés d’accès', url: address },
      after: ['Si ce n’est pas vous, supprimez-la et changez votre mot de passe.'],
    }),
  },
  'passkey-removed': {
    letter: ({ name, at, address }) => ({
      subject: 'Une clé d’accès a été supprimée',
      paragraphs: ['Cette clé d’accès n’ouvre plus votre espace de santé.'],
      facts: [name, momentText('fr', at)],
      action: { label: 'Voir mes clés d’accès', url: address },
      after: ['Si ce n’est pas vous, changez votre mot de passe.'],
    }),
  },
  'passkey-suspect': {
    letter: ({ name, at, address }) => ({
      subject: 'Une clé d’accès a été refusée',
      paragraphs: [
        'Une clé d’accès de votre espace a été refusée : elle semble avoir été copiée. Supprimez-la, puis ajoutez-en une nouvelle.',
      ],
      facts: [name, momentText('fr', at)],
      action: { label: 'Voir mes clés d’accès', url: address },
    }),
  },
} satisfies TextsOf<'passkeys'>;
