import type { Identity } from '../../identity/identity';
import type { Principal } from '../../types';

/** The principal of a caller whom the directory knows. */
export function directoryPrincipal(scheme: string, identity: Identity): Principal {
  const { name, credentialId } = identity;
  return Object.freeze({
    scheme,
    username: name,
    ...(credentialId === undefined ? {} : { credentialId }),
    directory: identity,
  });
}
