import type { Who } from '../session';
import type { AuthEventMap, AuthIdentity } from './types';

/**
 * Dispatches an event of an element.
 *
 * @returns whether what follows by default may happen: false if a listener has called `preventDefault()`.
 */
export function dispatch<Type extends keyof AuthEventMap>(
  element: HTMLElement,
  type: Type,
  detail: AuthEventMap[Type]['detail'],
): boolean {
  return element.dispatchEvent(
    new CustomEvent(type, { detail, bubbles: true, cancelable: true, composed: true }),
  );
}

/** Returns the user of a session, or undefined if its login is not complete. */
export function identityOf(who: Who | null | undefined): AuthIdentity | undefined {
  if (who?.status !== 'authenticated' || who.account === null) return undefined;
  const { user, account } = who;
  return {
    user: { id: user.id, name: user.name, email: user.email },
    account: { id: account.id, name: account.name },
  };
}
