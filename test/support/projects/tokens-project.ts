import { copyProject, ENDPOINTS, type OpenedProject } from './project-copy';
import { writeFiles } from './write-project';

const LIBRARY =
  "const { apiKey, basic, bearer, withAuth } = require(Runtime.getAssets()['/auth.js'].path);";
const guarded = (policy: string) =>
  `${LIBRARY}\nexports.handler = withAuth(${policy}, (context) => context.auth);\n`;

/** Copies this project and adds Functions that require a token. */
export function copyProjectWithTokens(): OpenedProject {
  const project = copyProject({ without: ENDPOINTS });
  writeFiles(project.folder, {
    '.twilioserverless/functions/bearer.js': guarded('bearer()'),
    '.twilioserverless/functions/key.js': guarded('apiKey()'),
    '.twilioserverless/functions/hooks/sms.js': guarded('[basic(), bearer(), apiKey()]'),
    '.twilioserverless/functions/read.js': guarded(
      "{ schemes: bearer(), authorize: { scopes: ['read'] } }",
    ),
  });
  return project;
}
