import type { ProjectFiles } from './write-project';

const guarded = (policy: string) => `
  const { bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
  const algorithms = ['EdDSA', 'ES256'];
  exports.handler = withAuth(${policy}, (context) => context.auth);`;

/** A value of `JWT_ISSUER` for the tokens of this project. */
export const OWN_ISSUER = 'https://tokens.example/of-this-service';

/** Functions that accept the tokens of the service's own `/token`. */
export const OWN_TOKEN_FUNCTIONS: ProjectFiles = {
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
};
