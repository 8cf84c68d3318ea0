import type { paths } from '../../../client/api';

/** A credential of the user. */
export type Credential =
  paths['/account/list-credentials']['get']['responses'][200]['content']['application/json']['items'][number];

/** The types in the order of the screen. */
export const TYPES = ['authtoken', 'api_key', 'ssh_key'] as const;
export type CredentialType = (typeof TYPES)[number];

/** Returns the credentials of each type in the order of {@link TYPES}, without the types that have none. */
export function credentialsByType(
  all: readonly Credential[],
): readonly (readonly [CredentialType, readonly Credential[]])[] {
  return TYPES.map((type) => [type, all.filter((one) => one.type === type)] as const).filter(
    ([, found]) => found.length > 0,
  );
}

const DAY_MS = 86_400_000;
const SOON_MS = 14 * DAY_MS;

/** Returns how close the expiry of a credential is, or null if it is far away or never comes. */
export function expiryOf(expiresAt: string | null, now = Date.now()): 'expired' | 'soon' | null {
  if (expiresAt === null) return null;
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'expired';
  return left <= SOON_MS ? 'soon' : null;
}

/** What a user can choose: a number of days, no expiry, a date of their own, or no change. */
export type ExpiryChoice = '30' | '90' | '365' | 'never' | 'date' | 'keep';

/**
 * Returns the chosen expiry: null for none, undefined for no change. A date means the end of that day in the
 * user's time zone. An incomplete date is an empty text, which the service refuses.
 */
export function expiryFrom(
  choice: ExpiryChoice,
  date: string,
  now = Date.now(),
): string | null | undefined {
  if (choice === 'keep') return undefined;
  if (choice === 'never') return null;
  if (choice !== 'date') return new Date(now + Number(choice) * DAY_MS).toISOString();
  const end = new Date(`${date}T23:59:59`);
  return Number.isNaN(end.getTime()) ? '' : end.toISOString();
}

/** Returns the paths of a text with one path a line. Empty lines are left out. */
export function pathsFrom(text: string): readonly string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
