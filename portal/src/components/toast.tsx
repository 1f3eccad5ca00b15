import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

const SHOWN_FOR = 6_000;
type Tone = 'good' | 'bad';
type Say = (text: string, tone?: Tone) => void;
const ToastContext = createContext<Say>(() => undefined);

/** Says that something was done, or was not: `const say = useToast(); say('Document ajouté')`. */
export const useToast = (): Say => useContext(ToastContext);

export function ToastPlace({ children }: { children: ReactNode }) {
  const [{ text, tone, turn }, setSaid] = useState({ text: '', tone: 'good' as Tone, turn: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useMemo(
    (): Say =>
      (said, how = 'good') => {
        clearTimeout(timer.current);
        setSaid((before) => ({ text: said, tone: how, turn: before.turn + 1 }));
        timer.current = setTimeout(() => setSaid((before) => ({ ...before, text: '' })), SHOWN_FOR);
      },
    [],
  );
  return (
    <ToastContext value={say}>
      {children}
      <div role="status" aria-live="polite">
        {/* The same words a second time are said again: a screen reader speaks of what is new in the page. */}
        {text && (
          <div key={turn} className={`toast ${tone}`}>
            <Icon name={tone === 'good' ? 'check' : 'alert'} />
            {text}
          </div>
        )}
      </div>
    </ToastContext>
  );
}
