import { isScope } from '../../lib/http/scope';
import { isExpired, isPathLimit, parseExpiry } from '../../lib/tokens/token-limits';
import { CliError } from '../run-command';
import type { CommandOptions } from './commands';

const DAYS = /^(\d{1,5})d$/;
const DAY = 86_400_000;

/**
 * What the options limit a token to, as its line says it: ` expires=2027-01-31 scopes=read`.
 *
 * @throws CliError for a limit that the library would not read.
 */
export function readLimits({ expires, paths, scopes }: CommandOptions): string {
  const limits = {
    expires: expires === undefined ? '' : readExpires(expires),
    paths: readList(paths, isPathLimit, '--path takes a path, as in /status or /hooks/*'),
    scopes: readList(scopes, isListed, '--scope takes the name of one scope, as in read'),
  };
  return Object.entries(limits)
    .map(([name, value]) => (value === '' ? '' : ` ${name}=${value}`))
    .join('');
}

function readExpires(given: string): string {
  const [, days] = DAYS.exec(given) ?? [];
  const expires = days === undefined ? given : dayIn(Number(days));
  if (parseExpiry(expires) === undefined) {
    throw new CliError(
      '--expires takes a day, a time in UTC or a number of days: 2027-01-31, 2027-01-31T12:00:00Z, 90d',
    );
  }
  if (isExpired(expires)) throw new CliError('--expires is over already.');
  return expires;
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, '2027-01-31'.length);
}

function readList(
  given: readonly string[],
  isRight: (item: string) => boolean,
  expected: string,
): string {
  if (given.every(isRight)) return given.join(',');
  throw new CliError(`${expected}. Give the option once for each.`);
}

// In a line, a comma stands between two.
function isListed(scope: string): boolean {
  return isScope(scope) && !scope.includes(',');
}
