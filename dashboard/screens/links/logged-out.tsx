import { useEffect, useRef } from 'preact/hooks';
import { go, hrefOf } from '../../router';
import { PROVIDER_LOGOUT } from '../../session';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';

/** `#/logged-out`: offers a logout at the provider with which the user had logged in. */
export function LoggedOut() {
  const own = text.sso.loggedOut;
  const url = useRef(sessionStorage.getItem(PROVIDER_LOGOUT)).current;
  useEffect(() => {
    sessionStorage.removeItem(PROVIDER_LOGOUT);
    if (url === null) go('log-in', {}, { replace: true });
  }, [url]);
  if (url === null) return null;
  return (
    <Entry title={own.title} why={own.why} below={<a href={hrefOf('log-in')}>{own.again}</a>}>
      <a class="button primary" href={url}>
        {own.there(new URL(url).host)}
      </a>
    </Entry>
  );
}
