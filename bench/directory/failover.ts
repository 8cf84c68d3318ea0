import { randomBytes } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import { buildService } from '../../cli/project/build-service';
import { runCommand } from '../../cli/run-command';
import {
  DISK_FULL,
  measureOutage,
  OUTAGES,
  type OutageFigures,
} from '../../test/support/directory/outages';
import { createCluster, removeCluster } from '../../test/support/postgres/cluster';
import type { TestDatabase } from '../../test/support/postgres/database';
import { requireProgram } from '../../test/support/processes/run-program';
import { goalsTable, table } from '../report';
import { fill, sessionSecretOf } from './targets/this-library-data';

const BACK_MS = 1000;
const DISK_MB = 400;

// npm run bench:failover: outages of a primary with a synchronous standby behind PgBouncer while callers make changes,
// as a report in Markdown.
runCommand(async () => {
  requireProgram('pgbouncer');
  await buildService();
  await createCluster();
  const measured: [string, OutageFigures][] = [];
  try {
    for (const [name, outage] of Object.entries(OUTAGES)) {
      measured.push([name, await measureOutage(outage, addService)]);
    }
    // Only root can limit a disk.
    if (process.getuid?.() === 0) {
      const figures = await measureOutage(DISK_FULL, addService, { diskMb: DISK_MB });
      measured.push(["the primary's disk is full, and then it restarts", figures]);
    }
  } finally {
    removeCluster();
  }
  const load = loadavg()[0]?.toFixed(1);
  console.log('# Failover\n');
  console.log(`Node ${process.versions.node}, ${cpus().length} cores, load ${load} at the end.\n`);
  const head = [
    'outage',
    'changes',
    '503',
    'wrong',
    'lost',
    'half done',
    'first change after',
    'slowest call',
  ];
  console.log(table(head, measured.map(rowOf)).join('\n'));
  console.log(`\n## Goals\n\n${goalsTable(measured.map(goalOf)).join('\n')}`);
});

async function addService({ query }: TestDatabase) {
  for (const statement of fill(1, 'no password')) await query(statement);
  const DIRECTORY_KEY = randomBytes(32).toString('base64');
  const variables = { DOMAIN_NAME: 'localhost:3000', DIRECTORY_KEY };
  const cookies = { '__Secure-session': sessionSecretOf(0) };
  return { variables, admin: { cookies, apiKey: undefined } };
}

const ms = (value: number) => `${Math.round(value)} ms`;

function rowOf([name, figures]: readonly [string, OutageFigures]): readonly string[] {
  const { answers, wrong, lost, half, backMs, slowestMs } = figures;
  const counts = [answers['200'] ?? 0, (answers['503'] ?? 0) + (answers['503 UNAVAILABLE'] ?? 0)];
  return [name, ...[...counts, wrong, lost, half].map(String), ms(backMs), ms(slowestMs)];
}

function goalOf([name, { backMs }]: readonly [string, OutageFigures]) {
  const goal = `${name}: a change within 1 s after the database is back`;
  return { goal, measured: ms(backMs), reached: backMs <= BACK_MS };
}
