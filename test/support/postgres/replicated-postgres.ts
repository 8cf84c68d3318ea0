import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from '../../../cli/postgres/binaries';
import { launchServer, type Server } from '../../../cli/postgres/launch-server';
import { chownFolder, findServerUser } from '../../../cli/postgres/server-user';
import { startPostgres } from '../../../cli/postgres/start-postgres';
import { makeReachableFolder } from '../processes/reachable-folder';
import { findFreePort } from '../servers/free-port';
import { copyCluster } from './cluster';
import type { TestDatabase } from './database';
import { startRelay } from './relay';
import { queryOnce } from './temp-postgres';

/** A primary with a synchronous standby: a commit is answered when both have written it. */
export interface ReplicatedPostgres {
  /** The database on the primary. Its queries ask the server that is the primary at that time. */
  readonly database: TestDatabase;
  /** The port of the primary. */
  readonly port: number;
  /** Makes the connection between the two servers silent, without closing it. */
  isolateStandby(): void;
  /** Stops the primary as an operator does, after the standby has received everything. */
  stopPrimary(): Promise<void>;
  /** Kills the primary as the end of its machine does. */
  crashPrimary(): Promise<void>;
  /** Fills the primary's disk, which must be limited. @returns a function that frees the space. */
  fillDisk(): () => void;
  /** Restarts the primary. Resolves when it accepts changes. */
  restartPrimary(): Promise<void>;
  /** Restarts the standby. Resolves when it confirms commits. */
  restartStandby(): Promise<void>;
  /** Makes the standby the primary. Resolves with its port when it accepts changes. */
  promote(): Promise<number>;
  close(): Promise<void>;
}

/** The options of the servers. */
export interface ReplicatedOptions {
  /** The size of the primary's disk in MB, which only root can limit. Default: no limit. */
  readonly diskMb?: number;
}

/** Starts both servers, with the newest schema and no rows. */
export async function startReplicatedPostgres({
  diskMb,
}: ReplicatedOptions = {}): Promise<ReplicatedPostgres> {
  const [first, second] = [makeReachableFolder('primary'), makeReachableFolder('standby')];
  if (diskMb !== undefined) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m,mode=711`, 'tmpfs', first.path]);
  }
  const ports = { primary: await findFreePort(), standby: await findFreePort() };
  const start = () => startPostgres({ folder: first.path, port: ports.primary, durable: true });
  copyCluster(first.path);
  // The roles of the service exist on both.
  await (await start()).stop();
  execFileSync('cp', ['-Rp', join(first.path, 'data'), second.path]);
  let primary = await start();
  // The setting of a synchronous standby comes later, so that the copy, which becomes a primary, does not have it.
  const relay = await startRelay(ports.primary);
  const primaryUrl = at(primary.superuserUrl, { port: `${relay.port}`, pathname: '/' });
  const follow = () => launchStandby(second.path, { port: ports.standby, primaryUrl });
  let standby = await follow();
  const { url, ownerUrl } = primary;
  const own = at(primary.superuserUrl, { pathname: new URL(url).pathname });
  await queryOnce(own, "alter system set synchronous_standby_names = 'standby'");
  await queryOnce(own, 'select pg_reload_conf()');
  await untilReplicated(own);

  let current = ports.primary;
  const query = <Row>(sql: string, parameters: readonly unknown[] = []) =>
    queryOnce<Row>(at(own, { port: `${current}` }), sql, parameters);
  const close = async () => {
    await standby.stop();
    await primary.stop();
    await relay.close();
    if (diskMb !== undefined) execFileSync('umount', [first.path]);
    for (const folder of [first, second]) folder.remove();
  };
  return {
    database: { url, ownerUrl, query, close },
    port: ports.primary,
    isolateStandby: () => relay.mute(),
    stopPrimary: () => primary.stop(),
    async crashPrimary() {
      process.kill(primary.pid, 'SIGQUIT');
      await primary.stop();
    },
    fillDisk() {
      const file = join(first.path, 'filler');
      // It ends with an error when the disk is full.
      spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=64k']);
      return () => rmSync(file);
    },
    async restartPrimary() {
      await primary.stop();
      primary = await start();
      await untilReplicated(own);
    },
    async restartStandby() {
      await standby.stop();
      standby = await follow();
      await untilReplicated(own);
    },
    async promote() {
      current = ports.standby;
      await query('select pg_promote()');
      return current;
    },
    close,
  };
}

interface StandbyOptions {
  readonly port: number;
  readonly primaryUrl: string;
}

function launchStandby(folder: string, { port, primaryUrl }: StandbyOptions): Promise<Server> {
  const data = join(folder, 'data');
  const user = findServerUser();
  if (user !== undefined) chownFolder(user, folder);
  const signal = join(data, 'standby.signal');
  writeFileSync(signal, '', { mode: 0o600 });
  if (user !== undefined) chownSync(signal, user.uid, user.gid);
  return launchServer({
    binaries: findBinaries(),
    data,
    port,
    durable: true,
    settings: [`primary_conninfo=${primaryUrl}?application_name=standby`, 'hot_standby=on'],
    log: join(folder, 'server.log'),
    user,
  });
}

async function untilReplicated(url: string): Promise<void> {
  const select = "select 1 from pg_stat_replication where sync_state = 'sync'";
  while ((await queryOnce(url, select)).length === 0) await sleep(50);
}

const at = (url: string, parts: Partial<URL>) => Object.assign(new URL(url), parts).href;
