import type { SessionStatus } from '../lib/identity/session-status';
import type { Route } from './router';
import { screenAt } from './screens/screens';
import { may, type Who } from './session';

/** The screen that completes each status of a session. */
const SCREEN_OF: Readonly<Record<SessionStatus, string>> = {
  mfa_required: 'second-factor',
  mfa_enrollment_required: 'enroll',
  no_account: 'no-account',
  authenticated: 'me',
};

/** Where a user has to go instead of the place that the address names. */
export interface Redirect {
  readonly path: string;
  readonly query: Readonly<Record<string, string | null>>;
}

/**
 * Returns where the user has to go, or null if the place may be shown. The places to which the user wanted to go,
 * `next` of another page and `to` of this page, survive every step of a login.
 */
export function redirectOf(user: Who | null, { path, query }: Route): Redirect | null {
  const wishes = { next: query.get('next'), to: query.get('to') };
  const found = screenAt(path);
  if (found?.[1].access === 'anyone') return null;
  if (user === null) {
    if (found?.[1].access === 'visitor') return null;
    return { path: 'log-in', query: { ...wishes, to: wishes.to ?? wishOf(path) } };
  }
  if (user.status !== 'authenticated') {
    const due = SCREEN_OF[user.status];
    return path === due ? null : { path: due, query: { ...wishes, to: wishes.to ?? wishOf(path) } };
  }
  if (path === '' || isOver(found?.[1].access)) {
    return { path: wishes.to ?? SCREEN_OF.authenticated, query: { next: wishes.next } };
  }
  return null;
}

/** Returns whether the user's role sees a screen. The service decides anyway. */
export function isAllowed(path: string): boolean {
  const access = screenAt(path)?.[1].access;
  if (access === undefined) return false;
  return access.includes(':') || access === 'administrator'
    ? may(access as Parameters<typeof may>[0])
    : true;
}

// A screen of a login that is complete has nothing left to do.
function isOver(access: string | undefined): boolean {
  return (
    access === 'visitor' ||
    access === 'mfa_required' ||
    access === 'mfa_enrollment_required' ||
    access === 'no_account'
  );
}

// The screens of a login are steps, not a destination.
function wishOf(path: string): string | null {
  const access = screenAt(path)?.[1].access;
  // A login is as recent as a step-up.
  const isLoginEnough = access === undefined || path === 'step-up' || isOver(access);
  return isLoginEnough ? null : path;
}
