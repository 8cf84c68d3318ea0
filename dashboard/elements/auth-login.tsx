import { useLayoutEffect, useRef } from 'preact/hooks';
import { Refused } from '../parts/whole-page';
import { leaveFor, nextUrl, route } from '../router';
import { LogIn } from '../screens/log-in/log-in';
import { SecondFactor } from '../screens/log-in/second-factor';
import { who } from '../session';
import { useSignal } from '../signal';
import type { ElementProps } from './define-element';
import { dispatch, identityOf } from './events';
import { Gate } from './gate';
import { Inside } from './load-inside';

/** `<auth-login>`: every step of a login. For a user who is logged in, it opens `next`, or is empty. */
export function AuthLogin({ element }: ElementProps) {
  return (
    <Gate>
      <Login element={element} />
    </Gate>
  );
}

function Login({ element }: ElementProps) {
  const isRefused = useFollowing(element);
  if (isRefused) return <Refused />;
  const status = who.value?.status;
  if (status === undefined) return <LogIn />;
  if (status === 'mfa_required') return <SecondFactor />;
  if (status === 'mfa_enrollment_required') return <Inside>{({ Enroll }) => <Enroll />}</Inside>;
  if (status === 'no_account') return <Inside>{({ NoAccount }) => <NoAccount />}</Inside>;
  return isStepUp() ? <Inside>{({ StepUp }) => <StepUp />}</Inside> : null;
}

// After a login, the page may decide what follows: it hears of the login before the login is visible. Returns whether
// `next` has refused the user.
function useFollowing(element: HTMLElement): boolean {
  const isLogin = useRef(false);
  const isRefused = useSignal(false);
  const identity = identityOf(who.value);
  const next = nextUrl(route.value.query.get('next')) ?? nextUrl(element.getAttribute('next'));
  useLayoutEffect(() => {
    const hasLoggedIn = isLogin.current && identity !== undefined;
    isLogin.current = identity === undefined;
    if (identity === undefined || (!hasLoggedIn && isStepUp())) return;
    if (hasLoggedIn && !dispatch(element, 'auth:logged-in', identity)) return;
    if (next !== null) isRefused.value = !leaveFor(next);
  }, [identity === undefined]);
  return isRefused.value;
}

// A login is as recent as a step-up.
function isStepUp(): boolean {
  return route.value.path === 'step-up';
}
