import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureEnvFile } from '../cli/project/local-env-file';
import { COMPILER, ENV_EXAMPLE } from '../cli/project/paths';
import { CliError, runCommand } from '../cli/run-command';
import { installPackages } from './install-packages';
import { runTool, runTools, type ToolCommand } from './run-tool';

// The parts of the check, in their order, each with the jest projects that it runs.
const PARTS = {
  lint: [],
  types: [],
  unit: ['unit', 'integration'],
  service: ['service'],
  clients: ['clients', 'twilio-cli'],
  dashboard: ['dashboard'],
  package: ['package'],
  doctor: [],
} as const;

type Part = keyof typeof PARTS;

// TypeScript 7, as in npm run types. One thread without garbage collection needs the least processor time.
process.env['GOGC'] ??= 'off';
const TSC = ['node', COMPILER, '--incremental', '--singleThreaded'] as const;

// The tools that a part runs in addition to tests. They run at once, because each uses one core.
const TOOLS: Partial<Record<Part, readonly ToolCommand[]>> = {
  lint: [
    ['biome', 'ci', '.'],
    ['tsx', 'scripts/check-expressions.ts'],
  ],
  types: [
    [...TSC, '--tsBuildInfoFile', '.data/types.tsbuildinfo'],
    [...TSC, '--tsBuildInfoFile', '.data/dashboard.tsbuildinfo', '-p', 'dashboard'],
  ],
};

// npm run check runs everything that CI runs, and npm run check -- lint types runs only these parts.
runCommand(async () => {
  const parts = readParts(process.argv.slice(2));
  const projects = parts.flatMap((part) => PARTS[part]);
  // The tools and the doctor leave a core free while npm waits for the disk and the registry.
  await Promise.all([
    runTools(parts.flatMap((part) => TOOLS[part] ?? [])).then(() => {
      if (parts.includes('doctor')) runDoctor();
    }),
    ...(projects.includes('clients') ? [installPackages('test/workerd')] : []),
    ...(projects.includes('twilio-cli') ? [installPackages('test/twilio-cli')] : []),
    ...(projects.includes('package') ? [installPackages('test/package')] : []),
  ]);
  // The projects run together because they share a set-up.
  if (projects.length > 0) runTool('jest', '--selectProjects', ...projects);
});

function readParts(given: readonly string[]): readonly Part[] {
  const all = Object.keys(PARTS) as Part[];
  const unknown = given.find((name) => !all.some((part) => part === name));
  if (unknown !== undefined) {
    throw new CliError(`"${unknown}" is no part of the check. The parts are ${all.join(', ')}.`);
  }
  return given.length === 0 ? all : all.filter((part) => given.includes(part));
}

// The files of the first npm start can be deployed. A fresh clone has no .env, and none is left.
function runDoctor(): void {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const file = join(folder, '.env');
  try {
    ensureEnvFile(file, ENV_EXAMPLE);
    runTool('tsx', 'cli/bin.ts', 'doctor', `--env=${file}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
