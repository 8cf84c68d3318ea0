import { stripLines } from '../../util/config-lines';
import { readAsset } from '../../util/read-asset';
import { type CredentialsRead, failed } from './credential';
import { readLines } from './parse-lines';
import type { PasswordRules } from './parse-password';

/** Where `basic()` looks for an htpasswd file: `assets/users.private.htpasswd`, once deployed. */
export const DEFAULT_HTPASSWD = '/users.htpasswd';

/**
 * Reads an htpasswd file that was deployed as a private asset.
 *
 * @param path - its name in the runtime. Default: {@link DEFAULT_HTPASSWD}, which may be missing.
 */
export function readHtpasswd(path: string | undefined, rules: PasswordRules): CredentialsRead {
  const name = path ?? DEFAULT_HTPASSWD;
  const asset = readAsset(name);
  if (asset !== undefined) {
    if ('problem' in asset) return failed(`the asset ${name} ${asset.problem}`);
    return readHtpasswdText(asset.text, `the asset ${name}`, rules);
  }
  if (path === undefined) return { credentials: [], problems: [] };
  return failed(
    `there is no private asset ${name}: that is the path of its file in assets/, without .private`,
  );
}

/**
 * Reads the text of an htpasswd file as Apache does: white space around a line does not count. A plain
 * password has to be marked as one: any other text that is no hash may be one of a kind that is not known,
 * and Apache and nginx let nobody in with that.
 *
 * @param source - what holds the text, for the problems that name it.
 */
export function readHtpasswdText(
  text: string,
  source: string,
  rules: PasswordRules,
): CredentialsRead {
  return readLines(stripLines(text), source, { ...rules, needsMark: true });
}
