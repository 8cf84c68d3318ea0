import { parseArgs } from 'node:util';
import { diagnose } from './doctor/diagnose';
import { formatJson } from './doctor/format-json';
import { countOf, formatTable } from './doctor/format-table';
import { useColour } from './doctor/use-colour';
import { main, OperatorError } from './main';

const USAGE =
  'npm run doctor -- [--json] [--env FILE] [--production | --environment NAME] [--runtime NAME]';

// npm run doctor: everything that can be known before a deploy, all at once. Reads no more than the
// project, and asks nothing of Twilio. Exit code 1: something is wrong.
main(async () => {
  const parameters = process.argv.slice(2);
  const { json } = readParameters(parameters);
  const diagnosis = await diagnose(parameters);
  const { findings } = diagnosis;
  console.log(
    json ? formatJson(diagnosis) : formatTable(findings, { colour: useColour(process.stdout) }),
  );
  process.exitCode = countOf(findings, 'error') > 0 ? 1 : 0;
});

function readParameters(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { json: flag, env: text, production: flag, environment: text, runtime: text };
  try {
    return parseArgs({ args, options }).values;
  } catch (reason) {
    throw new OperatorError(`${(reason as Error).message}\n${USAGE}`);
  }
}
