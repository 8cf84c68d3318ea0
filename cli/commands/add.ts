import { Argument, type Command } from 'commander';
import { PART_NAMES, PARTS, type TemplatePartName } from '../add/parts';
import type { PartSources } from '../add/plan-part';
import { planVendor, VENDORED_NAMES, type VendoredName } from '../add/vendor-files';
import { changeFiles } from '../project/change-files';
import { isTerminal } from '../project/is-terminal';
import { openProject } from '../project/project';
import { readTemplates, vendoredFolders } from '../project/toolchain';
import { UsageError } from '../run-command';

const YES = ['--yes', 'writes the changes without a question'] as const;
const PART_LIST = PART_NAMES.map((name) => `  ${name.padEnd(10)} ${PARTS[name].description}`);

/** Adds the commands that write files into a project: `init`, `add`, `diff` and `vendor`. */
export function addAddCommands(program: Command): void {
  program
    .command('init')
    .description('adds credentials to .env, ignores that file, and adds one guarded Function')
    .option(...YES)
    .action(runInit);
  program
    .command('add')
    .description('adds the Functions of a part, in JavaScript or TypeScript; existing files stay')
    .addArgument(new Argument('[part]').choices(PART_NAMES))
    .option(...YES)
    .addHelpText('after', `\nParts:\n${PART_LIST.join('\n')}`)
    .action(runAdd);
  program
    .command('diff')
    .description('shows how added Functions differ from those of this version')
    .addArgument(new Argument('[part...]').choices(PART_NAMES))
    .action(runDiff);
  program
    .command('vendor')
    .description('copies the library and its types into a project that may add no package')
    .addArgument(new Argument('[file...]').choices(VENDORED_NAMES))
    .option(...YES)
    .action(runVendor);
}

interface Options {
  readonly yes?: boolean;
}

async function runInit({ yes = false }: Options): Promise<void> {
  const { initExamples, planInit } = await import('../add/init-project');
  const project = openProject();
  const isDone = await changeFiles(project, planInit(project, partSources()), { yes });
  if (isDone) console.error(initExamples(project));
  else process.exitCode = 1;
}

async function runAdd(part: TemplatePartName | undefined, { yes = false }: Options): Promise<void> {
  const { planPart } = await import('../add/plan-part');
  const project = openProject();
  const name = part ?? (await choosePart());
  if (!(await changeFiles(project, planPart(project, name, partSources()), { yes }))) {
    process.exitCode = 1;
  }
}

const partSources = (): PartSources => ({
  templates: readTemplates(),
  builtAssets: () => vendoredFolders().assets,
});

async function choosePart(): Promise<TemplatePartName> {
  if (!isTerminal()) {
    throw new UsageError(`The part is required. The parts are ${PART_NAMES.join(', ')}.`);
  }
  const { selectInTerminal } = await import('../project/prompts');
  const options = PART_NAMES.map((value) => ({ value, hint: PARTS[value].description }));
  return selectInTerminal('What should be added?', options);
}

async function runDiff(parts: readonly TemplatePartName[]): Promise<void> {
  const { diffParts } = await import('../add/diff-parts');
  const difference = diffParts(
    openProject(),
    parts.length === 0 ? PART_NAMES : parts,
    readTemplates(),
  );
  if (difference === '') console.error('The added Functions are those of this version.');
  else process.stdout.write(difference);
}

async function runVendor(files: readonly VendoredName[], { yes = false }: Options): Promise<void> {
  const project = openProject();
  const plan = planVendor(project, files.length === 0 ? ['auth'] : files, vendoredFolders());
  if (!(await changeFiles(project, plan, { yes }))) process.exitCode = 1;
}
