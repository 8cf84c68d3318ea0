import { cpus, loadavg } from 'node:os';
import { CliError, runCommand } from '../../../cli/run-command';
import { installPackages } from '../../../scripts/install-packages';
import { requireProgram } from '../../../test/support/processes/run-program';
import { goalsTable } from '../../report';
import { compileChildren } from '../compile';
import { makeDatabases } from '../databases';
import { betterAuth } from '../targets/better-auth';
import { thisLibrary } from '../targets/this-library';
import { measureContainers } from './measure-containers';
import { type LoadOptions, parseLoadOptions, poolSizeOf } from './options';
import { loadSection } from './section';

// npm run bench:load [-- --containers N --database-connections N --minutes N --rate N --better-auth --quick]: runs
// many containers at once behind PgBouncer, as a report in Markdown.
runCommand(async () => {
  const options = parseLoadOptions(process.argv.slice(2));
  const targets = [thisLibrary, ...(options.isCompared ? [betterAuth] : [])];
  requireProgram('pgbouncer');
  if (options.isCompared) await installPackages('bench');
  await compileChildren(targets.map(({ child }) => child));

  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort(new CliError(`Stopped by ${signal}.`)));
  }
  console.log(heading(options).join('\n'));
  const databases = makeDatabases({
    settings: [`max_connections=${options.databaseConnections}`],
  });
  const goals = [];
  try {
    for (const one of await databases.prepare(targets, [options.users])) {
      const section = loadSection(await measureContainers(one, options, stop.signal));
      console.log(`\n## ${section.title}\n\n${section.lines.join('\n')}`);
      goals.push(...section.goals);
    }
  } finally {
    await databases.close();
  }
  console.log(`\n## Goals\n\n${goalsTable(goals).join('\n')}`);
});

function heading(options: LoadOptions): readonly string[] {
  const { containers, seconds, databaseConnections, rate } = options;
  const load = loadavg()[0]?.toFixed(1);
  const calls = rate === undefined ? 'as many calls as they answer' : `${rate} calls a second`;
  return [
    '# Load',
    '',
    `Node ${process.versions.node}, ${cpus().length} cores, load ${load} at the start.`,
    `${containers} containers for ${(seconds / 60).toFixed(1)} minutes, ${calls};`,
    `PgBouncer with ${poolSizeOf(options)} connections to a Postgres that accepts ${databaseConnections}.`,
  ];
}
