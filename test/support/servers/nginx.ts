import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchChild } from '../processes/child';
import { requireProgram } from '../processes/run-program';
import { makeTempFolder } from '../processes/temp-folder';
import { type ProjectFiles, writeFiles } from '../projects/write-project';
import { findFreePort } from './free-port';
import { waitForPort } from './wait-for-port';

/** One request in nginx's own log. */
export interface NginxEntry {
  readonly request: string;
  readonly status: string;
  /** The Authorization header of the request. */
  readonly authorization: string;
  /** The user whom nginx accepted. */
  readonly remoteUser: string;
  readonly authenticatedUser: string;
}

/** An nginx whose only page requires Basic credentials. */
export interface Nginx {
  readonly url: string;
  entries(): readonly NginxEntry[];
  close(): Promise<void>;
}

const PAGE_SERVER = `server {
  listen 8080;
  root .;
  location = /page {
    default_type text/plain;
    auth_basic "behind";
    auth_basic_user_file users;
  }
}`;
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** Starts nginx with a page and these users, as `user:password`. */
export function startNginx(users: readonly string[]): Promise<Nginx> {
  return startNginxServer(PAGE_SERVER, {
    page: 'Ahoy from nginx',
    users: users.map(withPlainPassword).join('\n'),
  });
}

/**
 * Starts nginx on a free port of the loopback address, in place of port 8080.
 *
 * It runs in the foreground as one process and writes only to a temporary folder.
 *
 * @param server - the block `server` of its configuration, which listens on port 8080.
 * @param files - files that the block names, by their relative path.
 */
export async function startNginxServer(server: string, files: ProjectFiles): Promise<Nginx> {
  const { path: folder, remove } = makeTempFolder('nginx');
  const port = await findFreePort();
  const log = join(folder, 'access.log');
  const block = server.replace('listen 8080;', `listen 127.0.0.1:${port};`);
  const conf = configuration(folder, block);
  writeFiles(folder, { ...files, 'access.log': '', 'nginx.conf': conf });

  const args = ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')];
  const child = watchChild(
    spawn(requireProgram('nginx'), args, { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  const close = async () => {
    await child.stop();
    remove();
  };
  try {
    await waitForPort(port, child);
  } catch (reason) {
    await close();
    throw reason;
  }
  const read = () => readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return {
    url: `http://127.0.0.1:${port}`,
    entries: () => read().map((line) => JSON.parse(line)),
    close,
  };
}

function withPlainPassword(user: string): string {
  return user.replace(':', ':{PLAIN}');
}

function configuration(folder: string, server: string): string {
  const paths = TEMPORARY.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ');
  return `daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  ${paths}
  log_format entry escape=json '{"request":"$request","status":"$status",'
    '"authorization":"$http_authorization","remoteUser":"$remote_user",'
    '"authenticatedUser":"$http_x_authenticated_user"}';
  access_log ${folder}/access.log entry;
  ${server}
}
`;
}
