import type { ComponentChildren } from 'preact';
import { config } from '../../config';
import { isEmbedded } from '../../page';
import { Heading } from '../../parts/heading';

/** The properties of {@link Entry}. */
export interface EntryProps {
  readonly title: string;
  readonly why?: string;
  readonly children?: ComponentChildren;
  /** What stands below the card, such as a link to another screen. */
  readonly below?: ComponentChildren;
}

/** The frame of a screen before a session is complete: the service's name, and one card. */
export function Entry({ title, why, children, below }: EntryProps) {
  const content = (
    <>
      <div class="card">
        <Heading title={title} />
        {why !== undefined && <p class="muted">{why}</p>}
        {children}
      </div>
      {below !== undefined && <div class="below">{below}</div>}
    </>
  );
  if (isEmbedded) return <div class="entry">{content}</div>;
  return (
    <main class="entry" id="content">
      <p class="service">{config.service}</p>
      {content}
    </main>
  );
}
