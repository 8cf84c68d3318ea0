import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf, versionOf } from './programs';
import { type StaticSite, WORKER, writeStaticSite } from './static-site';
import { GUARDED, type Site, type Target } from './target';

const TEMP_FOLDERS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

export const nginx: Target = {
  id: 'nginx',
  name: 'nginx',
  program: 'nginx',
  version: () => versionOf('nginx', '-v', /\d+\.\d+\.\d+/),
  remembers: false,
  throttles: false,
  prepare(site) {
    const file = join(site.folder, 'nginx.conf');
    mkdirSync(join(site.folder, 'temp'));
    writeFileSync(file, configuration(site, writeStaticSite(site)));
    return { command: pathOf('nginx'), args: ['-c', file, '-p', site.folder, '-e', 'stderr'] };
  },
};

function configuration({ folder, port }: Site, { pages, htpasswd }: StaticSite): string {
  return `daemon off;
${WORKER === undefined ? '' : `user ${WORKER};`}
worker_processes auto;
pid ${folder}/nginx.pid;
error_log stderr;
events { worker_connections 768; }
http {
  access_log off;
  default_type text/plain;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  ${TEMP_FOLDERS.map((name) => `${name}_temp_path ${folder}/temp/${name};`).join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    root ${pages};
    location = ${GUARDED} {
      auth_basic "bench";
      auth_basic_user_file ${htpasswd};
    }
  }
}
`;
}
