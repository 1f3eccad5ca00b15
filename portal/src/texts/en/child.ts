import type { Texts } from '../language.ts';

export const child: Texts['child'] = {
  settings: (name) => `Settings of the space of ${name}`,
  settingsLead: 'What holds for this space, and for it alone.',
  mine: 'My settings',
  mineText:
    'Your identifier, your password, your addresses and the language of your messages are yours, not this space’s: they are in your own settings.',
  firstName: 'First name',
  name: 'Surname',
  notices: 'What we send you',
  newMessage: (name) => `An e-mail when a message arrives in the space of ${name}`,
  noticesText:
    'This choice is yours: the other legal representative has their own. You are always told of an emergency access.',
  sharing: 'Sharing of the profile',
  sharingText: 'Who can enter this space as a legal representative, and the invitation of a second person.',
  representatives: (name) => `Legal representatives of ${name}`,
  confidentiality: 'Confidentiality',
  confidentialityText: 'Which professionals may read this space, normally and in an emergency.',
  access: (name) => `Access to the space of ${name}`,
  more: 'More',
  copy: (name) => `Copy of the space of ${name}`,
  copyLead:
    'What the space holds, in one zip file: FHIR data, documents, a readable PDF summary, the log. What a professional protects because a child asks for it is not in it.',
  copyWarn: 'This file holds health data, unprotected. Keep it in a safe place.',
  close: (name) => `Close the space of ${name}`,
  closeLead: 'A legal representative can close a child’s space at any time, and open it again.',
  closeFacts: [
    'Nobody enters any more: neither you, nor the other legal representative, nor professionals. At once.',
    'The content is kept for ten years, then destroyed. Until then a legal representative can open the space again on the “Family” page. All is found there as it was.',
    'The prepared copies of this space are deleted.',
    'The other legal representative, and the adults to whom the health insurance attaches the child, are told.',
    'You get a certificate.',
  ],
  closeCopy: 'Make a copy of this space first',
  closeName: 'To confirm, write the child’s first name',
  closeMissing: 'Write the child’s first name.',
  closed: (name) => `The space of ${name} is closed`,
  closedText: (until) => `Nobody has access to it any more. The content is kept until ${until}, then destroyed.`,
  closedSince: (since, until) =>
    `Closed on ${since}. Nobody has access to it any more. The content is kept until ${until}, then destroyed.`,
  closedBack: 'A legal representative can open it again on the “Family” page.',
  toFamily: 'Go to the Family page',
  reopen: (name) => `${name} (space closed, to open again)`,
  allergen: 'Allergic to what?',
  steps: {
    height: (name) => `Height of ${name}`,
    weight: (name) => `Weight of ${name}`,
    diseases: (name) => `Diseases and health topics of ${name}`,
    treatments: (name) => `Treatments of ${name}`,
    allergies: (name) => `Allergies of ${name}`,
  },
  stepsLead: (name) =>
    `A few answers to begin the medical profile of ${name}. Nothing is required, and everything can be changed later.`,
  stepsDone: (name) => `The profile of ${name} is begun`,
  stepsDoneText:
    'Thank you. These answers are in the medical profile and the measures of this space, and can be added to at any time.',
  profileLead: 'What carers need to know. You write it, and so do they; each line says who and when.',
  toProfile: (name) => `See the medical profile of ${name}`,
  unfinished: (name) => `Complete the medical profile of ${name}`,
  said: (name) => ({
    vaccinations: {
      lead: `The vaccination record of ${name}: doses, dates, batches.`,
      emptyText: `Copy the paper record of ${name}, or put a photo of it in the documents of this space: nothing will get lost.`,
    },
    measures: {
      lead: `Weight, height, temperature of ${name}: the last value at a glance, the history as a chart and as a table.`,
      emptyText: `Note the height or the weight of ${name}: you will see how they go, and so will the carers authorised here.`,
      removeText: `This value will be deleted from the history of ${name}.`,
    },
    access: {
      lead: `You decide who may read the record of ${name}. Each access leaves a trace that you can see.`,
      authorisedNone: `No professional is authorised in the space of ${name} yet.`,
      blockedNone: `Nobody is blocked in the space of ${name}.`,
      blockConfirm: (who) =>
        `${who} will no longer read or deposit anything in the space of ${name}, not even in an emergency. You can unblock them at any time.`,
      emergencyText: `If the legal representatives of ${name} cannot give their agreement, who may read the record? You are told each time.`,
      samu: `The emergency call centre (SAMU) may read the record of ${name}`,
      hidden: `The hidden documents of ${name} too`,
      log: `Who consulted the space of ${name}`,
    },
    documents: {
      lead: `Prescriptions, results, reports of ${name}: all that legal representatives and carers have deposited.`,
      noneText: `Deposit a prescription or a result of ${name} here: you will always have it at hand, and so will the carers authorised here.`,
      removeText: (what) =>
        `“${what}” will be deleted from the space of ${name} for good, for the legal representatives and for the carers.`,
      visibleHint: `The legal representatives of ${name} and the carers they authorise.`,
      hiddenHint: `The legal representatives of ${name} alone, and the carer who deposited it, if one did.`,
      added: (what) => `“${what}” was added to the documents of ${name}.`,
    },
    messages: {
      lead: `The secure exchanges of the space of ${name} with professionals and hospitals.`,
      address: `Secure address of ${name}`,
      emptyText: `Only a professional can start an exchange. Give them the address of ${name}: from their first message on, you can reply to them here.`,
      firstRule: `Only a professional can start an exchange; you can reply to those who wrote to the address of ${name}.`,
      you: `Space of ${name}`,
      attachTitle: `Attach documents of the space of ${name}`,
      attachNone: `The space of ${name} has no document yet.`,
    },
    home: {
      fillProfile: `Complete the profile of ${name}`,
      adviceText: `Check the list of treatments of ${name} from time to time: it is what carers read first.`,
    },
    form: {
      removeText: (what) => `“${what}” will be deleted from the space of ${name}.`,
    },
  }),
};
