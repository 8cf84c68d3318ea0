import type { Failure } from '../ask';
import { config } from '../config';
import { hrefOf } from '../router';
import { Entry } from '../screens/log-in/entry';
import { acceptSession, logOut, refresh, who } from '../session';
import { text } from '../texts/text';
import { Alert } from './alert';
import { Button } from './button';
import { failureText } from './failure-text';
import { Heading } from './heading';

/** The page was opened at an address from which the service accepts no changes. */
export function WrongOrigin() {
  const href = `${config.origin}${location.pathname}`;
  return (
    <Entry title={text.common.failedTitle} why={text.common.wrongOrigin(config.origin)}>
      <a class="button primary" href={href}>
        {text.common.openThere}
      </a>
    </Entry>
  );
}

/** The service cannot say who is logged in, or refuses the session. */
export function Failed({ failure }: { readonly failure: Failure }) {
  if (failure.code === 'ADDRESS_REFUSED') return <AddressRefused />;
  const isSetUp = failure.code !== 'NOT_CONFIGURED';
  return (
    <Entry title={isSetUp ? text.common.failedTitle : text.common.notSetUpTitle}>
      <Alert failure={failure} text={failureText({ ...failure, isUncertain: false })} />
      <Button look="primary" onClick={() => void refresh()}>
        {text.common.tryAgain}
      </Button>
    </Entry>
  );
}

function AddressRefused() {
  return (
    <Entry title={text.common.addressTitle} why={text.common.addressWhy}>
      <div class="actions">
        <Button onClick={() => void refresh()}>{text.common.tryAgain}</Button>
        <Button look="primary" onClick={() => void logOut()}>
          {text.common.logOut}
        </Button>
      </div>
    </Entry>
  );
}

/** The session is of a cookie that this page did not get: the user decides. */
export function Foreign() {
  return (
    <Entry title={text.common.foreignTitle} why={text.common.foreign(who.value?.user.email ?? '')}>
      <div class="actions">
        <Button onClick={acceptSession}>{text.common.foreignGo}</Button>
        <Button look="primary" onClick={() => void logOut()}>
          {text.common.logOut}
        </Button>
      </div>
    </Entry>
  );
}

/** The page that sent the user here refuses the user, although the login is complete. */
export function Refused() {
  return (
    <Entry
      title={text.common.loopTitle}
      why={text.common.loop(who.value?.account?.name ?? '')}
      below={<a href={hrefOf('me')}>{text.common.home}</a>}
    >
      <Button onClick={() => void logOut()}>{text.common.logOut}</Button>
    </Entry>
  );
}

/** A file of this page is gone, because a deploy replaced it. */
export function NewVersion() {
  return (
    <Entry title={text.common.newVersion}>
      <Button look="primary" onClick={() => location.reload()}>
        {text.common.reload}
      </Button>
    </Entry>
  );
}

/** No screen has this address, or none that the user's role sees. It stands inside the frame. */
export function NotFound() {
  return (
    <>
      <Heading title={text.common.notFoundTitle} why={text.common.notFound} />
      <p>
        <a class="button primary" href={hrefOf('me')}>
          {text.common.home}
        </a>
      </p>
    </>
  );
}
