import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { config } from '../config';
import { isEmbedded } from '../page';
import { who } from '../session';
import { useMayFocus } from './focus';

/** The properties of {@link Heading}. */
export interface HeadingProps {
  readonly title: string;
  readonly why?: string;
  /** What can be done on this screen, beside the heading. */
  readonly actions?: ComponentChildren;
}

// The page around elements has its own name and heading.
const Title = isEmbedded ? 'h2' : 'h1';

/** The heading of a screen. It names the window and gets the focus when the screen opens, unless a field has it. */
export function Heading({ title, why, actions }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const mayFocus = useMayFocus();
  const place = who.value?.account?.name ?? config.service;
  useLayoutEffect(() => {
    if (!isEmbedded) document.title = `${title} – ${place}`;
    if (!mayFocus()) return;
    const isFree = document.activeElement === document.body || document.activeElement === null;
    if (isFree || !document.activeElement?.matches('input')) heading.current?.focus();
  }, [title, place]);
  return (
    <div class="heading">
      <div>
        <Title ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {why !== undefined && <p class="muted">{why}</p>}
      </div>
      {actions !== undefined && <div class="actions">{actions}</div>}
    </div>
  );
}
