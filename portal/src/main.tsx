import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { darkWished, keptLanguage, keptScheme, showScheme } from './session/preferences.ts';
import { loadTexts } from './texts/language.ts';

showScheme(keptScheme());
darkWished.addEventListener('change', () => showScheme(keptScheme()));

const language = keptLanguage();
const texts = await loadTexts(language);
const root = document.getElementById('root');
if (root) createRoot(root).render(<App start={{ language, texts }} />);
