import { useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { ToastPlace } from './components/toast.tsx';
import { createPortal, PortalContext } from './portal.ts';
import { CurrentPage } from './router/current-page.tsx';
import { useProfile } from './router/location.ts';
import { keepLanguage } from './session/preferences.ts';
import { loadTexts, type Language, type Texts } from './texts/language.ts';
import { ReadingContext, type Reading } from './texts/use-texts.ts';

const tags: Record<Language, string> = { fr: 'fr-FR', en: 'en-US' };

/** The portal: its parts, its language, and the page of the address. */
export function App({ start }: { start: { language: Language; texts: Texts } }) {
  const [portalOf] = useState(createPortal);
  const profile = useProfile();
  const [spoken, speak] = useState(start);
  const reading = useMemo<Reading>(
    () => ({
      ...spoken,
      read: (language) => {
        keepLanguage(language);
        void loadTexts(language).then((texts) => speak({ language, texts }));
      },
    }),
    [spoken],
  );
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);
  return (
    <PortalContext value={portalOf(profile)}>
      <ReadingContext value={reading}>
        <I18nProvider locale={tags[spoken.language]}>
          <ToastPlace>
            <CurrentPage key={profile} />
          </ToastPlace>
        </I18nProvider>
      </ReadingContext>
    </PortalContext>
  );
}
