import type { ComponentChildren } from 'preact';
import { useId } from '../use-id';

/** The properties of {@link Card}. */
export interface CardProps {
  readonly title: string;
  /** One sentence: what this is for. */
  readonly why?: string;
  /** What can be done here, below the content. */
  readonly actions?: ComponentChildren;
  /** What stands beside the title, such as a badge or a button. */
  readonly aside?: ComponentChildren;
  readonly isDangerous?: boolean;
  readonly children?: ComponentChildren;
}

/** A part of a screen with one purpose. */
export function Card({ title, why, actions, aside, isDangerous = false, children }: CardProps) {
  const id = useId();
  return (
    <section class={isDangerous ? 'card danger' : 'card'} aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          {why !== undefined && <p class="muted">{why}</p>}
        </div>
        {aside}
      </header>
      {children}
      {actions !== undefined && <footer>{actions}</footer>}
    </section>
  );
}

/** What a list says when it has nothing: what it is for, and what to do next. */
export function Empty({
  text,
  children,
}: {
  readonly text: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <p>{text}</p>
      {children}
    </div>
  );
}
