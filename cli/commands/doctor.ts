import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkPlatform } from '../doctor/check-platform';
import { diagnose } from '../doctor/diagnose';
import { countOf, formatJson, formatTable, useColor } from '../doctor/format-findings';
import { CliError, runCommand } from '../run-command';

const USAGE =
  'npm run doctor -- [--json] [--env FILE] [--production | --environment NAME] [--runtime NAME]\n' +
  'npm run doctor -- --project FOLDER [--production | --environment NAME] [--runtime NAME]';

// npm run doctor: reports every problem that can be found before a deploy. It reads only the project and sends
// nothing to Twilio. Exit code 1 means an error. With --project, it checks what Twilio would refuse to build in
// another project.
runCommand(async () => {
  const parameters = process.argv.slice(2);
  const { json, env, project } = readParameters(parameters);
  if (project !== undefined) {
    if (json || env !== undefined) throw new CliError(USAGE);
    examineOther(resolve(project), parameters);
    return;
  }
  const diagnosis = await diagnose(parameters);
  const { findings } = diagnosis;
  console.log(
    json ? formatJson(diagnosis) : formatTable(findings, { color: useColor(process.stdout) }),
  );
  process.exitCode = countOf(findings, 'error') > 0 ? 1 : 0;
});

function examineOther(root: string, parameters: readonly string[]): void {
  if (!existsSync(join(root, 'package.json'))) {
    throw new CliError(`${root} has no package.json. Name the folder of a project.`);
  }
  const findings = checkPlatform(root, parameters);
  console.log(formatTable(findings, { color: useColor(process.stdout) }));
  process.exitCode = countOf(findings, 'error') > 0 ? 1 : 0;
}

function readParameters(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const target = { production: flag, environment: text, runtime: text };
  const options = { json: flag, env: text, project: text, ...target };
  try {
    return parseArgs({ args, options }).values;
  } catch (reason) {
    throw new CliError(`${(reason as Error).message}\n${USAGE}`);
  }
}
