import { useState } from 'react';
import { IconButton } from '../components/button.tsx';
import { keepScheme, showScheme } from '../session/preferences.ts';
import { useTexts } from '../texts/use-texts.ts';

const isDark = () => document.documentElement.dataset['scheme'] === 'dark';

/** Light or dark, against what the system wishes. */
export function SchemeSwitch() {
  const { shell } = useTexts();
  const [dark, setDark] = useState(isDark);
  const turn = () => {
    const scheme = dark ? 'light' : 'dark';
    keepScheme(scheme);
    showScheme(scheme);
    setDark(!dark);
  };
  return <IconButton icon={dark ? 'sun' : 'moon'} label={dark ? shell.light : shell.dark} onPress={turn} />;
}
