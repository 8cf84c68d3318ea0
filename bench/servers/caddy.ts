import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOf, versionOf } from './programs';
import { type StaticSite, writeStaticSite } from './static-site';
import { GUARDED, type Site, type Target } from './target';

export const caddy: Target = {
  id: 'caddy',
  name: 'Caddy',
  program: 'caddy',
  version: () => versionOf('caddy', 'version', /\d+\.\d+\.\d+/),
  remembers: true,
  throttles: false,
  prepare(site) {
    const file = join(site.folder, 'Caddyfile');
    writeFileSync(file, configuration(site, writeStaticSite(site)));
    return { command: pathOf('caddy'), args: ['run', '--config', file, '--adapter', 'caddyfile'] };
  },
};

function configuration({ port, directory }: Site, { pages }: StaticSite): string {
  const users = directory.users.map(({ username, hash }) => `    ${username} ${hash}\n`).join('');
  return `{
  admin off
  auto_https off
}
http://127.0.0.1:${port} {
  bind 127.0.0.1
  root * ${pages}
  basicauth ${GUARDED} bcrypt bench {
${users}  }
  file_server
}
`;
}
