import { HANDLER_PAGE } from '../../lib/platform';
import { diagnose } from '../doctor/diagnose';
import { countOf, formatTable, useColor } from '../doctor/format-findings';
import { ROOT } from '../project/paths';
import { projectAt } from '../project/project';
import { twilioRun, untilExit } from '../project/twilio-run';
import { CliError, runCommand } from '../run-command';

// The toolkit prints "undefined" for a build that failed.
const FAILED = `
The deploy failed. The previous code is still online, perhaps with the new variables. If the error above
is "undefined", Twilio could not build the service, usually because it cannot install a package in
"dependencies". The Console shows the build log. Error 20001 names what Twilio does not accept. If that is
the runtime handler, choose one from this list:
${HANDLER_PAGE}
`;

// npm run deploy: runs the doctor, then twilio-run deploy with the parameters after `npm run deploy --`, such as
// --environment=staging. The doctor prints to stderr, because the toolkit can print machine-readable output.
runCommand(async () => {
  const parameters = process.argv.slice(2);
  const { findings } = await diagnose(projectAt(ROOT), { parameters, build: true });
  console.error(formatTable(findings, { color: useColor(process.stderr) }));
  if (countOf(findings, 'error') > 0) throw new CliError('Nothing was uploaded.');

  process.exitCode = await untilExit(twilioRun('deploy', ...parameters));
  if (process.exitCode !== 0) console.error(FAILED);
});
