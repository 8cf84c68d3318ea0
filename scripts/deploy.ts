import { existsSync } from 'node:fs';
import { buildService } from './build-service';
import { checkConfiguration } from './check-configuration';
import { checkFunctions } from './check-functions';
import { checkRuntimeHandler } from './check-runtime-handler';
import { checkVariables } from './check-variables';
import { envFileOf, readEnvFile } from './env-file';
import { main, OperatorError } from './main';
import { ENV, ROOT } from './paths';
import { runTool } from './run-tool';
import { twilioRun, untilExit } from './twilio-run';
import { checkManifest, listUploads } from './uploads';

// The toolkit prints "undefined" for a build that failed.
const FAILED = `
The deploy failed, and the code that was online before is online still; its variables may be the new
ones already. Where the error above is "undefined", Twilio could not build the service: most often a
package in "dependencies" that cannot be installed, or a runtime in .twilioserverlessrc that is no
longer offered. The Console shows the build's log.
`;

// npm run deploy: builds, checks what would go online, then runs twilio-run deploy. What follows
// `npm run deploy --` is handed on, for example --environment=stage.
main(async () => {
  const parameters = process.argv.slice(2);
  checkRuntimeHandler(ROOT);
  const file = envFileOf(parameters);
  if (file === ENV && !existsSync(ENV)) {
    throw new OperatorError('There is no .env to deploy. npm start makes one from .env.example.');
  }
  const variables = readEnvFile(file);
  checkConfiguration(variables);
  checkVariables(variables);
  runTool('tsc');
  await buildService();
  const uploads = await listUploads();
  checkManifest(uploads);
  checkFunctions(uploads);

  process.exitCode = await untilExit(twilioRun('deploy', ...parameters));
  if (process.exitCode !== 0) console.error(FAILED);
});
