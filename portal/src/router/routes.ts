import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export type Page = ComponentType<{ params: Record<string, string> }>;

export interface PageRoute {
  path: string;
  page: LazyExoticComponent<Page>;
  /** Everybody may see it, signed in or not. */
  open?: true;
}

const page = <Name extends string>(load: () => Promise<Record<Name, Page>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }));

/** A: from the code to the choice; before there is anybody to sign in. */
const opening: readonly PageRoute[] = [
  { path: '/open/code', page: page(() => import('../journeys/opening/ask-code.tsx'), 'AskCode'), open: true },
  {
    path: '/open/identify',
    page: page(() => import('../journeys/opening/identify-step.tsx'), 'IdentifyStep'),
    open: true,
  },
  { path: '/open/choose', page: page(() => import('../journeys/opening/choose-step.tsx'), 'ChooseStep'), open: true },
  {
    path: '/open/contacts',
    page: page(() => import('../journeys/opening/contacts-step.tsx'), 'ContactsStep'),
    open: true,
  },
  { path: '/open/access', page: page(() => import('../journeys/opening/access-step.tsx'), 'AccessStep'), open: true },
  { path: '/open/done', page: page(() => import('../journeys/opening/done-step.tsx'), 'DoneStep'), open: true },
  { path: '/open/oppose', page: page(() => import('../journeys/opening/oppose-step.tsx'), 'OpposeStep'), open: true },
  {
    path: '/open/opposed',
    page: page(() => import('../journeys/opening/opposed-step.tsx'), 'OpposedStep'),
    open: true,
  },
  {
    path: '/certificate',
    page: page(() => import('../journeys/certificate/check-certificate.tsx'), 'CheckCertificate'),
    open: true,
  },
];

/** B: the ways in and back in. */
const waysIn: readonly PageRoute[] = [
  { path: '/sign-in', page: page(() => import('../journeys/sign-in/sign-in.tsx'), 'SignIn'), open: true },
  { path: '/recover', page: page(() => import('../journeys/recovery/recover.tsx'), 'Recover'), open: true },
  {
    path: '/recover/identifier',
    page: page(() => import('../journeys/recovery/forgotten-identifier.tsx'), 'ForgottenIdentifier'),
    open: true,
  },
  {
    path: '/recover/password',
    page: page(() => import('../journeys/recovery/forgotten-password.tsx'), 'ForgottenPassword'),
    open: true,
  },
  { path: '/settings/sessions', page: page(() => import('../journeys/settings/sessions.tsx'), 'Sessions') },
  { path: '/settings/passkeys', page: page(() => import('../journeys/settings/passkeys.tsx'), 'Passkeys') },
];

/** F5: settings, one's activity, copies, closing. */
const settings: readonly PageRoute[] = [
  { path: '/settings', page: page(() => import('../journeys/settings/settings.tsx'), 'Settings') },
  {
    path: '/settings/identifier',
    page: page(() => import('../journeys/settings/change-identifier.tsx'), 'ChangeIdentifier'),
  },
  {
    path: '/settings/password',
    page: page(() => import('../journeys/settings/change-password.tsx'), 'ChangePassword'),
  },
  { path: '/settings/email', page: page(() => import('../journeys/settings/change-contact.tsx'), 'ChangeEmail') },
  { path: '/settings/mobile', page: page(() => import('../journeys/settings/change-contact.tsx'), 'ChangeMobile') },
  { path: '/settings/activity', page: page(() => import('../journeys/settings/activity.tsx'), 'Activity') },
  { path: '/settings/export', page: page(() => import('../journeys/settings/export.tsx'), 'Export') },
  { path: '/settings/close', page: page(() => import('../journeys/settings/close-space.tsx'), 'CloseSpace') },
  { path: '/closed', page: page(() => import('../journeys/settings/closed.tsx'), 'Closed'), open: true },
];

/** Every page of the portal; each is fetched when it is first opened. */
export const routes: readonly PageRoute[] = [
  { path: '/', page: page(() => import('../journeys/home/home.tsx'), 'Home') },
  ...waysIn,
  ...settings,
  { path: '/open', page: page(() => import('../journeys/opening/opening.tsx'), 'Opening'), open: true },
  ...opening,
  { path: '/family', page: page(() => import('../journeys/family/family.tsx'), 'Family') },
  {
    path: '/family/:profile',
    page: page(() => import('../journeys/family/representatives.tsx'), 'Representatives'),
  },
  { path: '/welcome/:step', page: page(() => import('../journeys/questionnaire/welcome.tsx'), 'Welcome') },
  { path: '/profile', page: page(() => import('../journeys/profile/profile.tsx'), 'Profile') },
  { path: '/vaccinations', page: page(() => import('../journeys/vaccinations/vaccinations.tsx'), 'Vaccinations') },
  { path: '/measures', page: page(() => import('../journeys/measures/measures.tsx'), 'Measures') },
  { path: '/measures/:kind', page: page(() => import('../journeys/measures/measure-history.tsx'), 'MeasureHistory') },
  { path: '/documents', page: page(() => import('../journeys/documents/documents.tsx'), 'Documents') },
  { path: '/documents/add', page: page(() => import('../journeys/documents/add-document.tsx'), 'AddDocument') },
  { path: '/documents/:id', page: page(() => import('../journeys/documents/one-document.tsx'), 'OneDocument') },
  { path: '/messages', page: page(() => import('../journeys/messages/messages.tsx'), 'Messages') },
  { path: '/messages/:id', page: page(() => import('../journeys/messages/thread.tsx'), 'Thread') },
  { path: '/access', page: page(() => import('../journeys/access/access.tsx'), 'Access') },
  { path: '/access/log', page: page(() => import('../journeys/access/access-log.tsx'), 'AccessLog') },
  { path: '/pro', page: page(() => import('../journeys/pro/pro.tsx'), 'Pro'), open: true },
  ...(['accessibility', 'legal', 'privacy', 'help', 'site-map'] as const).map((name): PageRoute => ({
    path: `/${name}`,
    page: page(() => import('../journeys/pages/written-page.tsx'), 'WrittenPage'),
    open: true,
  })),
];
