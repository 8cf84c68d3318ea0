import { DEFAULT_RUNTIME, factOf, RUNTIMES } from '../../lib/platform';
import type { Finding } from './finding';
import type { Project } from './project';

const RC = '.twilioserverlessrc';

type NodeVersions = Pick<Project, 'target' | 'nodeVersion' | 'packageJson'>;

/**
 * The Node.js release that Twilio is asked for, and the one that runs here.
 *
 * @see https://www.twilio.com/docs/errors/82007
 */
export function checkNodeVersion(project: NodeVersions): readonly Finding[] {
  return [deployed(project.target), ...local(project)];
}

function deployed({ runtime, problem }: Project['target']): Finding {
  const choose = `set "runtime": "${DEFAULT_RUNTIME}"`;
  if (problem !== undefined) {
    const remedy = 'it names the built folders, and the runtime: compare docs/deploy.md';
    return { level: 'error', name: RC, message: problem, remedy };
  }
  if (runtime === undefined) {
    const message = 'names no runtime, so Twilio takes that of the last build';
    return { level: 'error', name: RC, message, remedy: choose };
  }
  const fact = factOf(RUNTIMES, runtime);
  if (fact === undefined) {
    const message = `the runtime ${runtime} is none that Twilio is known to build; lib/platform.ts lists those`;
    return { level: 'error', name: RC, message, remedy: choose };
  }
  if (fact.verdict === 'refused') {
    const message = `Twilio refuses the runtime ${runtime} since ${fact.date}`;
    return { level: 'error', name: RC, message, remedy: choose };
  }
  if (fact.verdict === 'unverified') {
    const message = `nobody maintains ${runtime} since 2026-04-30; Twilio may refuse it`;
    return { level: 'warning', name: RC, message, remedy: choose };
  }
  const raised = '; Twilio raises the runtime handler to 2.1.2 for it by itself';
  const message = `runtime ${runtime}${runtime === 'node24' ? raised : ''}`;
  return { level: 'ok', name: RC, message };
}

function local({ nodeVersion, packageJson }: NodeVersions): readonly Finding[] {
  const wanted = packageJson.engines?.['node'];
  if (wanted === undefined) return [];
  const name = 'Node.js';
  if (satisfies(nodeVersion, wanted)) {
    return [{ level: 'ok', name, message: `${nodeVersion} runs this` }];
  }
  const message = `${nodeVersion} runs this, and package.json asks for ${wanted}`;
  return [{ level: 'warning', name, message, remedy: 'install one of these releases' }];
}

// Ranges as this project has them: ^20.12.0 || ^22.0.0. Others are npm's to judge.
function satisfies(version: string, range: string): boolean {
  const alternatives = range.split('||').map((part) => /^\s*\^(\d+)\.(\d+)\.\d+\s*$/.exec(part));
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return alternatives.some(
    (match) => match === null || (major === Number(match[1]) && minor >= Number(match[2])),
  );
}
