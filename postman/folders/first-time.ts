import { ask, problemIs, type Folder } from '../request.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };
const questionnaire = `${api}/questionnaire`;

/** A8, A9: what meets somebody the first time in their space. What they answer goes through the profile and the measures. */
export const firstTime: Folder = {
  name: 'first time in the space',
  description: 'A8, A9: how far the questionnaire is, and the message that waits.',
  item: [
    ask('How far the questionnaire is', {
      ...own,
      url: questionnaire,
      status: 200,
      check: { 'is a step of five, or past them': 'body.step >= 1 && body.step <= 6' },
    }),
    ask('It has come to the third step', { ...own, method: 'PUT', url: questionnaire, json: { step: 3 }, status: 204 }),
    ask('Going back to an earlier step', { ...own, method: 'PUT', url: questionnaire, json: { step: 2 }, status: 204 }),
    ask('takes nothing back', {
      ...own,
      url: questionnaire,
      status: 200,
      check: { 'is the third at least': 'body.step >= 3 && body.begun === true' },
    }),
    ask('A step that there is not', {
      ...own,
      method: 'PUT',
      url: questionnaire,
      json: { step: 9 },
      status: 400,
      check: problemIs('request-invalid'),
    }),
    ask('A welcome message waits', {
      ...own,
      url: `${api}/messages`,
      until: 'body.conversations.some(({ noReply }) => noReply)',
      status: 200,
      check: { 'from this installation': 'body.conversations.filter(({ noReply }) => noReply).length === 1' },
      keep: { welcome: 'body.conversations.find(({ noReply }) => noReply).id' },
    }),
    ask('Nobody can reply to it', {
      ...own,
      url: `${api}/messages/{{welcome}}/reply`,
      json: { text: 'Merci' },
      status: 409,
      check: problemIs('message-no-correspondent'),
    }),
  ],
};
