import { Button } from '../../parts/button';
import { logOut } from '../../session';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';

/** `#/no-account`: the user is active in no account. */
export function NoAccount() {
  const own = text.me.noAccount;
  return (
    <Entry title={own.title} why={own.why}>
      <Button onClick={() => void logOut()}>{text.common.logOut}</Button>
    </Entry>
  );
}
