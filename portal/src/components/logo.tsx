import { Link } from '../router/link.tsx';

/** The footbridge over water: two banks, one way across. */
export function LogoMark() {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect className="logo-tile" width="64" height="64" rx="15" />
      <g fill="none" stroke="#f6f8f5" strokeLinecap="round">
        <path d="M9 42C17 25 24 20 32 20s15 5 23 22" strokeWidth="5" />
        <path d="M9 44h46" strokeWidth="5" />
        <path d="M21 30v12M32 23v19M43 30v12" strokeWidth="3.5" />
      </g>
      <path
        d="M14 53c4-2.5 8-2.5 12 0s8 2.5 12 0 8-2.5 12 0"
        fill="none"
        stroke="#f2b84b"
        strokeWidth="3.5"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function Logo() {
  return (
    <Link href="/" className="logo">
      <LogoMark />
      Passerelle
    </Link>
  );
}
