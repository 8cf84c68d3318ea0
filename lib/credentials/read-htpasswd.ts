import { privateAsset } from '../private-asset';
import { type CredentialsRead, failed } from './credential';
import { readLines } from './read-lines';
import type { PasswordRules } from './read-password';

/** Where `basic()` looks for an htpasswd file: `assets/users.private.htpasswd`, once deployed. */
export const DEFAULT_HTPASSWD = '/users.htpasswd';

/**
 * Reads an htpasswd file that was deployed as a private asset.
 *
 * @param path - its name in the runtime. Default: {@link DEFAULT_HTPASSWD}, which may be missing.
 */
export function readHtpasswd(path: string | undefined, rules: PasswordRules): CredentialsRead {
  const name = path ?? DEFAULT_HTPASSWD;
  const asset = privateAsset(name);
  if (asset !== undefined) return readAsset(asset, name, rules);
  if (path === undefined) return { credentials: [], problems: [] };
  return failed(
    `there is no private asset ${name}: that is the path of its file in assets/, without .private`,
  );
}

/**
 * Reads the text of an htpasswd file, in which a plain password is marked as one: any other text that is
 * no hash may be one of a kind that is not known, and Apache and nginx let nobody in with that.
 *
 * @param source - what holds the text, for the problems that name it.
 */
export function readHtpasswdText(
  text: string,
  source: string,
  rules: PasswordRules,
): CredentialsRead {
  return readLines(text, source, { ...rules, needsMark: true });
}

function readAsset(
  asset: NonNullable<ReturnType<typeof privateAsset>>,
  name: string,
  rules: PasswordRules,
): CredentialsRead {
  try {
    const text = asset.open();
    // What bytes that are no UTF-8 are read as: distinct passwords would become one.
    if (text.includes('\ufffd')) return failed(`the asset ${name} is not UTF-8 text`);
    return readHtpasswdText(text, `the asset ${name}`, rules);
  } catch {
    return failed(`the asset ${name} cannot be read`);
  }
}
