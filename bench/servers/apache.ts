import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf, versionOf } from './programs';
import { type StaticSite, WORKER, writeStaticSite } from './static-site';
import { GUARDED, type Site, type Target } from './target';

const MODULES = '/usr/lib/apache2/modules';
const LOADED = ['mpm_event', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_basic'];

export const apache: Target = {
  id: 'apache',
  name: 'Apache',
  program: 'apache2',
  version: () => versionOf('apache2', '-v', /\d+\.\d+\.\d+/),
  remembers: false,
  throttles: false,
  prepare(site) {
    const file = join(site.folder, 'apache.conf');
    writeFileSync(file, configuration(site, writeStaticSite(site)));
    return { command: pathOf('apache2'), args: ['-d', site.folder, '-f', file, '-DFOREGROUND'] };
  },
};

// The numbers come from Debian's mpm_event.conf and apache2.conf.
function configuration({ folder, port }: Site, { pages, htpasswd }: StaticSite): string {
  return `${LOADED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
${WORKER === undefined ? '' : `User ${WORKER}\nGroup ${WORKER}`}
ServerName localhost
Listen 127.0.0.1:${port}
DefaultRuntimeDir ${folder}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/error.log
StartServers 2
MinSpareThreads 25
MaxSpareThreads 75
ThreadLimit 64
ThreadsPerChild 25
MaxRequestWorkers 150
MaxConnectionsPerChild 0
KeepAlive On
MaxKeepAliveRequests 0
DocumentRoot ${pages}
<Directory ${pages}>
  AllowOverride None
  Require all granted
</Directory>
<Location ${GUARDED}>
  AuthType Basic
  AuthName bench
  AuthBasicProvider file
  AuthUserFile ${htpasswd}
  Require valid-user
</Location>
`;
}
