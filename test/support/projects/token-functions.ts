import type { ProjectFiles } from './write-project';

const LIBRARY =
  "const { apiKey, basic, bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);";
const guarded = (policy: string) =>
  `${LIBRARY}\nexports.handler = withAuth(${policy}, (context) => context.auth);\n`;

/** Functions that require a token. */
export const TOKEN_FUNCTIONS: ProjectFiles = {
  'bearer.js': guarded('bearer()'),
  'key.js': guarded('apiKey()'),
  'hooks/sms.js': guarded('[basic(), bearer(), apiKey()]'),
  'read.js': guarded("{ schemes: bearer(), authorize: { scopes: ['read'] } }"),
};
