import type { WrittenName, WrittenText } from '../fr/pages.ts';

/** The pages that are only read, in English. */
export const pages: Record<WrittenName, WrittenText> = {
  accessibility: {
    title: 'Accessibility statement',
    lead: 'Passerelle wants everybody to be able to use it. Here is what is checked, and what is not yet.',
    parts: [
      {
        heading: 'State of compliance',
        paragraphs: [
          'No full audit by the French accessibility reference (RGAA 4.1) has been made of this portal yet. Without one it must be held not compliant, even though many of its criteria are followed.',
        ],
      },
      {
        heading: 'What is checked at each version',
        paragraphs: ['In a real browser, page by page:'],
        list: [
          'the automatic rules of axe (WCAG 2.2, levels A and AA), in French and English, in light and dark colours;',
          'a width of 320 pixels, without sideways scrolling of the page;',
          'signing in by keyboard alone;',
          'each chart has its table of the same values.',
        ],
      },
      {
        heading: 'What may be a problem',
        paragraphs: ['We know of these limits:'],
        list: [
          'documents that you or carers deposited (PDF, images) may not be accessible: we do not transform them;',
          'tests with screen readers and by disabled people have not taken place yet;',
          'the page of the professionals’ identity provider is not ours.',
        ],
      },
      {
        heading: 'A difficulty?',
        paragraphs: [
          'Tell the organisation that gave you the address of this service: it must give you the information in another way. Without an answer you may turn to the Défenseur des droits (defenseurdesdroits.fr).',
        ],
      },
    ],
  },
  legal: {
    title: 'Legal notice',
    lead: 'Who runs this service, and under which rules.',
    parts: [
      {
        heading: 'Operator',
        paragraphs: [
          'This service is run by the organisation that gave you its address and opened your access. It is responsible for it and answers for the hosting of your health data.',
        ],
      },
      {
        heading: 'Software',
        paragraphs: [
          'Passerelle is free software, published under the Apache 2.0 licence. It is not a service of the State and bears neither its name nor its marks.',
          'The letters are Atkinson Hyperlegible Next, published by the Braille Institute under the SIL Open Font Licence.',
        ],
      },
      {
        heading: 'Terms of use',
        paragraphs: [
          'Your space is personal: keep your password to yourself. This service is not made for emergencies: in an emergency, call 15 or 112.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Personal data',
    lead: 'What we keep, why, and what you can do.',
    parts: [
      {
        heading: 'What your space holds',
        paragraphs: [
          'Your identity, your medical profile, your measures, your documents, your messages, and your choices of who may read them.',
        ],
      },
      {
        heading: 'Who may read it',
        paragraphs: ['Nobody without a reason:'],
        list: [
          'you, after a password and a one-time code;',
          'the professionals whom you authorise, within what their profession allows;',
          'in an emergency, only what you allowed;',
          'never the professionals whom you blocked.',
        ],
      },
      {
        heading: 'The trace of accesses',
        paragraphs: [
          'Each reading, addition, change and refusal is noted in a chained register that cannot be altered without being seen. You read it under “Access and confidentiality”.',
        ],
      },
      {
        heading: 'In your browser',
        paragraphs: [
          'One cookie keeps your session open; pages cannot read it and it serves nothing else. Your language and colours are kept on your device. No health data stay there, no tracker is set, no other site is called.',
        ],
      },
      {
        heading: 'Your rights',
        paragraphs: [
          'You can read, correct and delete what you wrote, hide your documents and withdraw an access at any time. For the rest, write to the organisation that runs this service, or to the CNIL (cnil.fr).',
        ],
      },
    ],
  },
  help: {
    title: 'Help',
    lead: 'The most frequent questions. In a medical emergency, call 15 or 112.',
    parts: [
      {
        heading: 'I have not received the sign-in code',
        paragraphs: [
          'Wait a minute, look among unwanted mail, then ask for another code on the same page. The address is masked: check that it is yours.',
        ],
      },
      {
        heading: 'Where is the serial number of my Vitale card?',
        paragraphs: [
          'With photo: the last 11 digits of the number under the photo. Without photo: 8 to 13 digits, at the bottom of the card. The drawing of the opening page shows it.',
        ],
      },
      {
        heading: 'I cannot write to a professional',
        paragraphs: [
          'Only a professional can start an exchange. Give them your secure address, under “Messages”: from their first message on, you can reply.',
        ],
      },
      {
        heading: 'My file is refused',
        paragraphs: [
          'PDF, JPG, PNG, TIFF, TXT and RTF files are accepted, up to 5 MB. The content must be what the name says: a renamed file is refused.',
        ],
      },
      {
        heading: 'What is the difference between hiding and blocking?',
        paragraphs: [
          'Hiding a document keeps it from all carers, except the one who deposited it. Blocking a professional closes your whole space to them, even in an emergency.',
        ],
      },
      {
        heading: 'Somebody else changed the same line',
        paragraphs: ['The portal shows you both versions and asks which one to keep. Nothing that you wrote is lost.'],
      },
    ],
  },
  'site-map': {
    title: 'Site map',
    lead: 'All pages of Passerelle.',
    parts: [],
  },
};
