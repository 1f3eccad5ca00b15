import type { Allergy } from '@passerelle/fhir-mappings';
import { Tick } from '../../components/choices.tsx';
import { TextArea, TextInput } from '../../components/inputs.tsx';
import type { Book } from '../../entries/book.ts';
import { filled } from '../../entries/rows.ts';
import { usePortal } from '../../portal.ts';
import { useSpace } from '../../session/space.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { found, lineError, textPart } from './period.ts';

interface Typed {
  allergen: string;
  resolved: boolean;
  comment: string;
}

/** D5. */
export function useAllergies(): Book<Allergy, Typed> {
  const { call } = usePortal();
  const texts = useTexts();
  const { profile, child } = texts;
  const words = { ...texts.allergies, ...(useSpace() ? { name: child.allergen } : {}) };
  return {
    name: 'profile/allergies',
    words,
    list: () => call('GET /api/profile/allergies'),
    add: (body, idempotencyKey) => call('POST /api/profile/allergies', { body, idempotencyKey }),
    change: (id, version, body) => call('PUT /api/profile/allergies/:id', { params: { id }, version, body }),
    remove: (id, version) => call('DELETE /api/profile/allergies/:id', { params: { id }, version }),
    sayNothing: (nothing) => call('PUT /api/profile/allergies/nothing', { body: { nothing } }),
    title: ({ allergen }) => allergen,
    badge: ({ resolved }) => (resolved ? <span className="badge">{words.resolvedBadge}</span> : null),
    rows: ({ comment }) => filled([profile.comment, comment]),
    blank: { allergen: '', resolved: false, comment: '' },
    typed: ({ allergen, resolved = false, comment = '' }) => ({ allergen, resolved, comment }),
    entry: ({ allergen, resolved, comment }, base) => ({
      allergen: allergen.trim(),
      ...(resolved ? { resolved: true as const } : {}),
      ...textPart('comment', comment),
      ...(base?.documents ? { documents: base.documents } : {}),
    }),
    check: ({ allergen, comment }) =>
      found({ allergen: lineError(allergen, 50, texts, words.name), comment: lineError(comment, 3000, texts) }),
    fields: (form) => {
      const resolved = form.field('resolved');
      return (
        <>
          <TextInput label={words.name} {...form.field('allergen')} />
          <TextArea label={profile.comment} optional {...form.field('comment')} />
          <Tick id={resolved.id} label={words.resolved} isSelected={resolved.value} onChange={resolved.onChange} />
        </>
      );
    },
  };
}
