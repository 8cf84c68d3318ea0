import type { ComponentChildren } from 'preact';
import type { Call } from '../../ask';
import { Loaded } from '../../parts/loaded';
import { useResource } from '../../resource';
import { hrefOf, linkToken } from '../../router';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';

/** The properties of {@link WithLink}. */
export interface WithLinkProps<Found> {
  /** The call that says what the link is for. */
  readonly call: (token: string) => Call<Found>;
  /** The screen that sends a new link. */
  readonly again?: string;
  /** What to do if no screen does. */
  readonly help?: string;
  readonly children: (token: string, found: Found) => ComponentChildren;
}

/**
 * A screen that a link in an email opens. It first asks what the link is for. A user whose link was used before or
 * has expired learns it before typing anything.
 */
export function WithLink<Found>(props: WithLinkProps<Found>) {
  const token = linkToken.value;
  return token === null ? <InvalidLink {...props} isGone /> : <Checked {...props} token={token} />;
}

function Checked<Found>({ token, ...props }: WithLinkProps<Found> & { readonly token: string }) {
  const found = useResource(props.call(token), [token]);
  if (found.failure?.code === 'LINK_INVALID') return <InvalidLink {...props} />;
  if (found.data !== undefined) return <>{props.children(token, found.data)}</>;
  return (
    <Entry title={text.logIn.link.checking}>
      <Loaded resource={found}>{() => null}</Loaded>
    </Entry>
  );
}

interface InvalidLinkProps {
  readonly again?: string;
  readonly help?: string;
  /** The page was loaded again: the token of a link is not kept anywhere. */
  readonly isGone?: boolean;
}

/** Says that a link does not work, and what to do. */
export function InvalidLink({ again, help, isGone = false }: InvalidLinkProps) {
  const own = text.logIn.link;
  const why = isGone ? own.gone : [text.errors.LINK_INVALID, help].filter(Boolean).join(' ');
  return (
    <Entry
      title={isGone ? own.goneTitle : own.invalidTitle}
      why={why}
      below={<a href={hrefOf('log-in')}>{text.logIn.forgot.back}</a>}
    >
      {again !== undefined && (
        <a class="button primary" href={hrefOf(again)}>
          {own.again}
        </a>
      )}
    </Entry>
  );
}
