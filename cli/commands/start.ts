import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { checkPlatform } from '../doctor/check-platform';
import { checkSettings } from '../doctor/check-settings';
import type { Finding } from '../doctor/finding';
import { inspectFunctions } from '../doctor/inspect-functions';
import { edgeOption, openLocalEdge } from '../edge/local-edge';
import { type LocalDirectory, openLocalDirectory } from '../postgres/local-directory';
import { buildService } from '../project/build-service';
import { curlExamples } from '../project/curl-examples';
import { listUploads } from '../project/deploy-manifest';
import { describeService } from '../project/describe-service';
import { type EnvVariables, envFileOf, readEnvFile, withoutEnvFile } from '../project/env-file';
import { ensureEnvFile, writeLocalEnvFile } from '../project/local-env-file';
import { openLocalVerify } from '../project/local-verify';
import { DATA, ENV, ENV_EXAMPLE, ROOT } from '../project/paths';
import { acceptsConnections, findFreePort, requireFreePort } from '../project/port';
import { projectAt } from '../project/project';
import { announceService, retractService } from '../project/running-service';
import { startMessage } from '../project/start-message';
import { twilioRun, untilExit } from '../project/twilio-run';
import { CliError, runCommand } from '../run-command';

// npm start: builds the service and runs it with twilio-run and a local Postgres. Like a warm container, the one
// process keeps its modules. Parameters after `npm start --`, such as --ngrok="", are passed through. --verbose also
// lists the URLs of all Functions. --edge puts a reverse proxy in front of the service, as docs/edge.md describes.
runCommand(async () => {
  const { parameters, isVerbose, program } = readParameters(process.argv.slice(2));
  const project = projectAt(ROOT);
  stopAt(checkPlatform(project, parameters));
  const file = envFileOf(project, parameters);
  const change = file === ENV ? ensureEnvFile(ENV, ENV_EXAMPLE) : undefined;
  if (change !== undefined) console.log(change);
  const settings = readEnvFile(file);
  const port = await requireFreePort(process.env['PORT']);
  await buildService();
  const edge =
    program === undefined ? undefined : openLocalEdge(program, `http://localhost:${port}`);
  const servicePort = edge === undefined ? port : await findFreePort();

  const directory = await openDirectory(settings);
  const phone = await openLocalVerify(settings);
  try {
    const more = { ...directory.variables, ...phone.variables, ...edge?.variables };
    const variables = { ...settings, ...more };
    const uploads = await listUploads(project);
    const options = { root: ROOT, uploads, variables, isProbed: false };
    const functions = await inspectFunctions(options);
    stopAt(checkSettings({ functions, isRepository: true }));
    const local = writeLocalEnvFile({ folder: DATA, file, more });
    const { pid } = process;
    const passed = [
      `--env=${local}`,
      ...quiet(isVerbose, parameters),
      ...withoutEnvFile(parameters),
    ];
    await edge?.start({ own: port, service: servicePort });
    process.exitCode = await run(servicePort, passed, async () => {
      announceService(project, { pid, port, databaseUrl: variables['DATABASE_URL'] || null });
      const text = file === ENV ? readFileSync(ENV, 'utf8') : '';
      console.log(startMessage(await describeService({ edge: program, port, variables, uploads })));
      console.log(curlExamples(`http://localhost:${port}/basic`, variables, text));
    });
  } finally {
    retractService(project, process);
    await edge?.stop();
    await phone.stop();
    await directory.stop();
  }
});

function readParameters(given: readonly string[]) {
  const isGiven = (pattern: RegExp) => given.some((parameter) => pattern.test(parameter));
  if (isGiven(/^(?:-p|--port)(?:=|$)/)) {
    throw new CliError('Set the port with the variable PORT, as in PORT=3001 npm start');
  }
  const program = edgeOption(given);
  if (program !== undefined && isGiven(/^--ngrok(?:=|$)/)) {
    throw new CliError(
      '--edge and --ngrok cannot be combined: the tunnel would not lead to the edge',
    );
  }
  return {
    program,
    isVerbose: given.includes('--verbose'),
    parameters: given.filter((parameter) => !/^--(?:verbose$|edge(?:=|$))/.test(parameter)),
  };
}

// twilio-run lists the URLs of all Functions and assets as information. With a tunnel, the list shows its address.
function quiet(isVerbose: boolean, parameters: readonly string[]): readonly string[] {
  const isGiven = parameters.some((parameter) =>
    /^(?:--log-level|-l|--ngrok)(?:=|$)/.test(parameter),
  );
  return isVerbose || isGiven ? [] : ['--log-level=warn'];
}

// Without a database, the Functions that do not use the directory still run.
async function openDirectory(given: EnvVariables): Promise<LocalDirectory> {
  try {
    return await openLocalDirectory(given);
  } catch (reason) {
    const { message } = reason as Error;
    console.warn(
      `\nWarning: the directory of users is off, because it has no database. All else runs.\n` +
        `${message}\nOr set DATABASE_URL in .env to your own Postgres.\n`,
    );
    return { variables: {}, stop: async () => {} };
  }
}

async function run(
  port: number,
  parameters: readonly string[],
  onListening: () => Promise<void>,
): Promise<number> {
  const service = twilioRun(
    'start',
    '--no-fork-process',
    '--no-live',
    `--port=${port}`,
    ...parameters,
  );
  const exit = untilExit(service);
  await untilListening(service, port);
  await delay(250); // twilio-run lists the URLs first
  if (service.exitCode === null) await onListening();
  return exit;
}

function stopAt(findings: readonly Finding[]): void {
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length === 0) return;
  const lines = errors.map(({ message, remedy }) => `- ${message}\n  → ${remedy}`);
  throw new CliError(`The service cannot start:\n${lines.join('\n')}`);
}

async function untilListening(service: ChildProcess, port: number): Promise<void> {
  while (service.exitCode === null && service.signalCode === null) {
    if (await acceptsConnections(port, 'localhost')) return;
    await delay(100);
  }
}
