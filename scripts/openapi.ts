import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/project/paths';
import { CliError, runCommand } from '../cli/run-command';
import { describeDirectory } from './openapi/describe-directory';
import { lintApi } from './openapi/lint-api';
import { clientTypes } from './openapi/write-client-types';

// npm run openapi writes the API's document and the client's types from the operations' schemas.
runCommand(async () => {
  const document = describeDirectory();
  const problems = await lintApi(document);
  if (problems.length > 0) throw new CliError(problems.join('\n'));
  writeFileSync(join(ROOT, 'docs/openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
  writeFileSync(join(ROOT, 'client/api.ts'), await clientTypes(document));
  console.log('Wrote docs/openapi.json and client/api.ts.');
});
