import { ask, problemIs, type Folder, type Item } from '../request.ts';
import { signIn, signOut } from './session.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };
const diseases = `${api}/profile/diseases`;

const say = (name: string, nothing: boolean, asked: { status: number; check?: Record<string, string> }): Item =>
  ask(name, { ...own, method: 'PUT', url: `${diseases}/nothing`, json: { nothing }, ...asked });
const told = (name: string, nothing: boolean): Item =>
  ask(name, {
    ...own,
    url: diseases,
    status: 200,
    check: { [nothing ? 'there is nothing to declare' : 'it is not said']: `body.nothing === ${nothing}` },
  });

/** D: a section can say “nothing to declare”. Another patient's space, which also shows that spaces are apart. */
export const nothingToDeclare: Folder = {
  name: 'nothing to declare',
  description: 'Another patient signs in, whose profile is empty, and says that there is nothing to declare.',
  item: [
    ...signIn({ identifier: 'otherPatientIdentifier', email: 'otherPatientEmail' }),
    told('Nothing is said yet', false),
    say('Say so', true, { status: 204 }),
    told('It is said', true),
    say('Take it back', false, { status: 204 }),
    told('It is taken back', false),
    ask('Add a disease', {
      ...own,
      url: diseases,
      json: { name: 'Migraine', ongoing: true },
      status: 201,
      keep: { entryId: 'body.id', entryVersion: 'body.version' },
    }),
    say('Now it cannot be said', true, { status: 409, check: problemIs('section-not-empty') }),
    ask('Delete it', {
      ...own,
      method: 'DELETE',
      url: `${diseases}/{{entryId}}`,
      headers: { 'if-match': 'W/"{{entryVersion}}"' },
      status: 204,
    }),
    ask('Another patient’s conversation is not there', {
      ...own,
      url: `${api}/messages/{{conversation}}`,
      status: 404,
      check: problemIs('resource-not-found'),
    }),
    ask('Nor can it be replied to', {
      ...own,
      url: `${api}/messages/{{conversation}}/reply`,
      json: { text: 'Bonjour' },
      status: 404,
      check: problemIs('resource-not-found'),
    }),
    ...signOut,
  ],
};
