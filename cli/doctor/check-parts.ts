import type { PartName } from '../../lib/util/load-part';
import { type Finding, listOf } from './finding';
import type { ProjectState } from './project-state';

/**
 * The Functions that are of no use without a part. Others, such as /session/start-sso, serve identity providers of both
 * kinds.
 */
export const NEEDED_BY = {
  sso: ['/admin/create-identity-provider', '/session/back-channel-logout', '/session/return-sso'],
  saml: ['/admin/create-saml-provider', '/session/return-saml'],
  passkeys: [
    '/account/confirm-passkey',
    '/account/start-passkey',
    '/session/log-in-with-passkey',
    '/session/start-passkey',
    '/session/start-passkey-login',
  ],
} as const satisfies Partial<Record<PartName, readonly string[]>>;

/**
 * Reports Functions of the directory whose private asset a deploy does not upload. A Function that requires an asset itself,
 * such as /scim, cannot even be loaded, which another check reports. The npm package has every part.
 */
export function checkParts({ uploads }: ProjectState): readonly Finding[] {
  const hasAsset = (name: PartName) =>
    uploads.some(
      ({ kind, path }) => kind === 'asset' && [`/${name}.js`, `/${name}.cjs`].includes(path),
    );
  if (!hasAsset('directory')) return [];
  const functions = uploads.filter(({ kind }) => kind === 'function').map(({ path }) => path);
  return Object.entries<readonly string[]>(NEEDED_BY).flatMap(([part, paths]) => {
    const present = functions.filter((path) => paths.includes(path));
    if (present.length === 0 || hasAsset(part as PartName)) return [];
    return [
      {
        level: 'warning',
        name: `/${part}.js`,
        message: `is missing, so ${listOf(present)} cannot work`,
        remedy: `add assets/${part}.private.js, or delete these Functions`,
      },
    ];
  });
}
