import type { ComponentProps, MouseEvent } from 'react';
import { addressOf, goTo } from './location.ts';

const plainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented;

/** A link to a page of the portal, without loading everything anew; in the same space unless `space` names another. */
export function Link({ href: page, space, onClick, ...rest }: ComponentProps<'a'> & { href: string; space?: string }) {
  const href = addressOf(page, space);
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (!plainClick(event)) return;
        event.preventDefault();
        goTo(page, space === undefined ? {} : { space });
      }}
      {...rest}
    />
  );
}
