import type { Command } from 'commander';
import { openProject } from '../project/project';

/** Adds the command that reports every problem that can be found before a deploy. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'names every public Function that anyone can call, and every problem before a deploy',
    )
    .option('--json', 'prints JSON')
    .option('--env <file>', 'reads the variables of this file instead of .env')
    .option('--production', 'the target of the deploy is production')
    .option('--environment <name>', 'the target of the deploy (default: dev)')
    .option('--runtime <name>', 'overrides the runtime in .twilioserverlessrc')
    .option('--no-build', 'checks the files as they are, without running the build of the project')
    .addHelpText(
      'after',
      '\nIt reads only the project, and sends nothing to Twilio. Exit code 1: there is an error.',
    )
    .action(runDoctor);
}

interface DoctorOptions {
  readonly json?: true;
  readonly env?: string;
  readonly production?: true;
  readonly environment?: string;
  readonly runtime?: string;
  readonly build: boolean;
}

async function runDoctor(given: DoctorOptions): Promise<void> {
  const { diagnose } = await import('../doctor/diagnose');
  const { countOf, formatJson, formatTable, useColor } = await import('../doctor/format-findings');
  const { showProgress } = await import('../project/show-progress');
  const { json = false, build } = given;
  const project = openProject();
  const diagnosis = await showProgress('Inspecting every Function', () =>
    diagnose(project, { parameters: parametersOf(given), build }),
  );
  const { findings } = diagnosis;
  console.log(
    json ? formatJson(diagnosis) : formatTable(findings, { color: useColor(process.stdout) }),
  );
  process.exitCode = countOf(findings, 'error') > 0 ? 1 : 0;
}

/** Returns the options as parameters of `twilio-run deploy`. */
function parametersOf({ env, environment, production, runtime }: DoctorOptions): readonly string[] {
  const named = Object.entries({ env, environment, runtime }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
  return production === true ? [...named, '--production'] : named;
}
