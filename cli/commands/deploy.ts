import { HANDLER_PAGE } from '../../lib/platform';
import { diagnose } from '../doctor/diagnose';
import { countOf, formatTable, useColor } from '../doctor/format-findings';
import { twilioRun, untilExit } from '../project/twilio-run';
import { CliError, runCommand } from '../run-command';

// The toolkit prints "undefined" for a build that failed.
const FAILED = `
The deploy failed, and the code that was online before is online still; its variables may be the new
ones already. Where the error above is "undefined", Twilio could not build the service: most often a
package in "dependencies" that cannot be installed. The Console shows the build's log. Error 20001
names what Twilio does not take; where that is the runtime handler, choose one of its list,
${HANDLER_PAGE}
`;

// npm run deploy: what the doctor does, then twilio-run deploy. What follows `npm run deploy --` is
// handed on, for example --environment=stage. What the doctor says goes to stderr, since the toolkit
// can be asked for machine-readable output.
runCommand(async () => {
  const parameters = process.argv.slice(2);
  const { findings } = await diagnose(parameters);
  console.error(formatTable(findings, { color: useColor(process.stderr) }));
  if (countOf(findings, 'error') > 0) throw new CliError('Nothing was uploaded.');

  process.exitCode = await untilExit(twilioRun('deploy', ...parameters));
  if (process.exitCode !== 0) console.error(FAILED);
});
