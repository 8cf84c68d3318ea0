import { hrefOf, route } from '../../router';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';

/** The properties of {@link InvalidLink}. */
export interface InvalidLinkProps {
  /** The screen that sends a new link. */
  readonly again?: string;
  /** What to do if no screen does. */
  readonly help?: string;
}

/** What a link shows that is wrong, was used before, or whose token is gone after a reload. */
export function InvalidLink({ again, help }: InvalidLinkProps) {
  const own = text.logIn.link;
  return (
    <Entry
      key={route.value.path}
      title={own.invalidTitle}
      why={`${text.errors.LINK_INVALID} ${help ?? own.missing}`}
      below={<a href={hrefOf('log-in')}>{text.logIn.forgot.back}</a>}
    >
      {again !== undefined && (
        <p>
          <a class="button primary" href={hrefOf(again)}>
            {text.logIn.reset.newLink}
          </a>
        </p>
      )}
    </Entry>
  );
}
