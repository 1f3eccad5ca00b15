import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

const SHOWN_FOR = 6_000;
const ToastContext = createContext<(text: string) => void>(() => undefined);

/** Says that something was done: `const say = useToast(); say('Document ajouté')`. */
export const useToast = (): ((text: string) => void) => useContext(ToastContext);

export function ToastPlace({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useMemo(
    () => (said: string) => {
      clearTimeout(timer.current);
      setText(said);
      timer.current = setTimeout(() => setText(''), SHOWN_FOR);
    },
    [],
  );
  return (
    <ToastContext value={say}>
      {children}
      <div role="status" aria-live="polite">
        {text && (
          <div className="toast">
            <Icon name="check" />
            {text}
          </div>
        )}
      </div>
    </ToastContext>
  );
}
