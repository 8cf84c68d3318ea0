const KEY = 'session';

/** Returns the id of the session that this page started in this browser, or null. It may have ended. */
export function ownSessionId(): string | null {
  return localStorage.getItem(KEY);
}

/** Keeps the id of the session that this page started, or forgets it. */
export function keepOwnSessionId(id: string | null): void {
  if (id === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, id);
}
