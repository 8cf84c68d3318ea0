import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EDGE_PREFIX, makeToken } from '../../lib/tokens/token-format';
import { tokenHash } from '../../lib/tokens/token-hash';
import type { EnvVariables } from '../project/env-file';
import { findProgram } from '../project/find-program';
import { acceptsConnections } from '../project/port';
import { CliError } from '../run-command';
import { type EdgeProgram, edgeConfiguration } from './edge-configuration';

/** An edge on this machine in front of the local service. */
export interface LocalEdge {
  readonly program: EdgeProgram;
  /** The variables of the service behind it. */
  readonly variables: EnvVariables;
  /**
   * Starts the program in front of a service.
   *
   * @throws CliError with the program's output if it does not start.
   */
  start(ports: { readonly own: number; readonly service: number }): Promise<void>;
  stop(): Promise<void>;
}

const PROGRAMS: readonly EdgeProgram[] = ['nginx', 'caddy', 'haproxy'];
const OPTION = /^--edge(?:=(.*))?$/;

/** Returns the program that `--edge` or `--edge=PROGRAM` asks for, or `undefined` without that parameter. */
export function edgeOption(parameters: readonly string[]): EdgeProgram | undefined {
  const given = parameters
    .map((parameter) => OPTION.exec(parameter))
    .find((found) => found !== null);
  if (given === undefined) return undefined;
  const named = PROGRAMS.filter((name) => given?.[1] === undefined || given[1] === name);
  if (named.length === 0)
    throw new CliError(`--edge must be one of ${PROGRAMS.join(', ')}, as in --edge=nginx`);
  const found = named.find((name) => findProgram(name) !== undefined);
  if (found !== undefined) return found;
  throw new CliError(
    `--edge needs ${named.join(', ')}: install one of them, as in apt-get install nginx-light`,
  );
}

/** Prepares an edge with a new token. */
export function openLocalEdge(program: EdgeProgram, publicUrl: string): LocalEdge {
  const { id, token } = makeToken(EDGE_PREFIX);
  // Its configuration has the token, and mkdtemp makes a folder for this user alone.
  const folder = mkdtempSync(join(tmpdir(), 'edge-'));
  let child: ChildProcess | undefined;
  return {
    program,
    variables: { EDGE_TOKENS: `local:${id}.${tokenHash(token)}`, PUBLIC_URL: publicUrl },
    async start({ own, service }) {
      const settings = {
        port: own,
        token,
        folder,
        service: { port: service, host: `localhost:${service}` },
      };
      const { file, text, args } = edgeConfiguration(program, settings);
      writeFileSync(file, text, { mode: 0o600 });
      child = spawn(findProgram(program) ?? program, args, {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      await untilListening(child, own, program);
    },
    async stop() {
      if (child !== undefined && child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(
  child: ChildProcess,
  port: number,
  program: EdgeProgram,
): Promise<void> {
  let printed = '';
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    printed = `${printed}${text}`.slice(-4000);
  });
  child.once('error', (reason) => {
    printed = reason.message;
  });
  while (!(await acceptsConnections(port, '127.0.0.1'))) {
    if (child.exitCode !== null || child.pid === undefined) {
      throw new CliError(`${program} did not start:\n${printed}`);
    }
    await delay(50);
  }
}
