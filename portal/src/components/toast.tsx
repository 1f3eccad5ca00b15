import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

const SHOWN_FOR = 6_000;
const ToastContext = createContext<(text: string) => void>(() => undefined);

/** Says that something was done: `const say = useToast(); say('Document ajouté')`. */
export const useToast = (): ((text: string) => void) => useContext(ToastContext);

export function ToastPlace({ children }: { children: ReactNode }) {
  const [{ text, turn }, setSaid] = useState({ text: '', turn: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useMemo(
    () => (said: string) => {
      clearTimeout(timer.current);
      setSaid((before) => ({ text: said, turn: before.turn + 1 }));
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
          <div key={turn} className="toast">
            <Icon name="check" />
            {text}
          </div>
        )}
      </div>
    </ToastContext>
  );
}
