import { Button } from '../../parts/button';
import { logOut } from '../../session';
import { text } from '../../texts/text';
import { Entry } from './entry';

/** `#/no-account`: the user is active in no account. */
export function NoAccount() {
  const own = text.logIn.noAccount;
  return (
    <Entry title={own.title} why={own.why}>
      <Button onClick={() => void logOut()}>{own.logOut}</Button>
    </Entry>
  );
}
