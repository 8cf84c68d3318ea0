import type { Signer } from '../guard/jwt';
import { copyProjectWith } from './copy-project-with';
import type { OpenedProject } from './project-copy';

const guarded = (policy: string) => `
  const { bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
  const algorithms = ['EdDSA', 'ES256'];
  exports.handler = withAuth(${policy}, (context) => context.auth);`;

/** A value of `JWT_ISSUER` for the tokens of this project. */
export const OWN_ISSUER = 'https://tokens.example/of-this-service';

/** Copies this project and adds Functions that accept the tokens of its own `/token`. */
export function copyProjectWithOwnTokens(): OpenedProject {
  return copyProjectWith({
    'own.js': guarded('bearer({ jwt: { algorithms } })'),
    'read.js': guarded(
      "{ schemes: bearer({ jwt: { algorithms } }), authorize: { scopes: ['messages:read'] } }",
    ),
    'write.js': guarded("bearer({ jwt: { algorithms, scopes: ['messages:write'] } })"),
    'fetched.js': guarded(`bearer({
      jwt: {
        algorithms,
        jwksUri: (context) => context.OWN_JWKS_URI,
        issuer: '${OWN_ISSUER}',
        audience: '${OWN_ISSUER}',
      },
    })`),
  });
}

/** Returns a key that signs tokens, for `JWT_SIGNING_KEY`. */
export function signingKeyOf({ privateJwk, alg }: Signer): string {
  return JSON.stringify({ ...privateJwk, alg });
}

/** Returns the public half of such a key, for `JWT_SIGNING_KEY_PREVIOUS` after a rotation. */
export function publicKeyOf({ jwk, alg }: Signer): string {
  return JSON.stringify({ ...jwk, alg, use: 'sig' });
}
