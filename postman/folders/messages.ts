import { ask, problemIs, type Folder } from '../request.ts';

const api = '{{baseUrl}}/api';
const own = { as: 'patient' as const };
const conversation = `${api}/messages/{{conversation}}`;

/** G2, G3, G6, X4: what a hospital wrote, and the reply that leaves by the relay. */
export const messages: Folder = {
  name: 'messages',
  description:
    'Reads what a hospital wrote, with its attachment, and replies; the reply is found where the mails are caught. The patient must have received a message.',
  item: [
    ask('Conversations', {
      ...own,
      url: `${api}/messages`,
      status: 200,
      check: { 'are counted': "typeof body.unread === 'number' && body.total >= 1" },
      keep: {
        conversation: 'body.conversations.find(({ attachments }) => attachments).id',
        correspondent: 'body.conversations.find(({ attachments }) => attachments).correspondent.address',
      },
    }),
    ask('Open one', {
      ...own,
      url: conversation,
      status: 200,
      check: {
        'begins with the hospital': "body.messages[0].direction === 'received'",
        'has its attachment': 'body.messages[0].attachments[0].size > 0',
      },
      keep: { attachment: 'body.messages[0].attachments[0].documentId' },
    }),
    ask('The attachment', {
      ...own,
      url: `${api}/documents/{{attachment}}/content`,
      status: 200,
      check: { 'is a PDF': "text.startsWith('%PDF-')" },
    }),
    ask('It has been read', { ...own, method: 'PUT', url: `${conversation}/read`, status: 204 }),
    ask('Nothing in it is unread', {
      ...own,
      url: conversation,
      status: 200,
      check: { 'not one': 'body.conversation.unread === 0' },
    }),
    ask('An empty reply', {
      ...own,
      url: `${conversation}/reply`,
      json: { text: '' },
      status: 400,
      check: problemIs('request-invalid'),
    }),
    ask('Reply', {
      ...own,
      url: `${conversation}/reply`,
      json: { text: 'Merci, reçu. Référence {{replyKey}}', documents: ['{{attachment}}'] },
      headers: { 'idempotency-key': '{{replyKey}}' },
      before: ["pm.collectionVariables.set('replyKey', pm.variables.replaceIn('{{$guid}}'));"],
      status: 202,
      keep: { reply: 'body.id' },
    }),
    ask('The same reply again, after a lost connection', {
      ...own,
      url: `${conversation}/reply`,
      json: { text: 'Merci, reçu. Référence {{replyKey}}', documents: ['{{attachment}}'] },
      headers: { 'idempotency-key': '{{replyKey}}' },
      status: 202,
      check: { 'is the same': "body.id === pm.collectionVariables.get('reply')" },
    }),
    ask('The hospital receives it', {
      ...own,
      url: '{{catcherUrl}}/messages?to={{correspondent}}',
      until: "body.some((mail) => mail.text.includes(pm.collectionVariables.get('replyKey')))",
      status: 200,
      check: {
        'once, in the thread':
          "body.filter((mail) => mail.text.includes(pm.collectionVariables.get('replyKey')) && mail.inReplyTo && mail.references.includes(mail.inReplyTo)).length === 1",
      },
    }),
    ask('Its delivery is told', {
      ...own,
      url: conversation,
      until:
        "body.messages.some(({ id, delivery }) => id === pm.collectionVariables.get('reply') && delivery.state === 'relayed')",
      status: 200,
      check: {
        'as relayed':
          "body.messages.find(({ id }) => id === pm.collectionVariables.get('reply')).delivery.state === 'relayed'",
      },
    }),
    ask('A conversation that is not there', {
      ...own,
      url: `${api}/messages/not-there`,
      status: 404,
      check: problemIs('resource-not-found'),
    }),
  ],
};
