import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUILT_ASSETS } from '../../cli/project/paths';

/** A server of the built dashboard, whose endpoints have fixed answers. */
export interface PageServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Who the fixed session is: a visitor, or the administrator of an account. */
export type Caller = 'visitor' | 'administrator';

const ROWS = 100;
const AT = '2026-11-29T06:00:00.000Z';
const ROLES = { developer: 'read-write', team: 'manager', administrator: true };
const SHOWN = {
  status: 'authenticated',
  user: { id: 'usr_1', email: 'ada@example.com', name: 'Ada', hasPassword: true, mfaEnabled: true },
  account: { id: 'ac_1', name: 'Example Inc.', mfaRequired: false },
  roles: ROLES,
  accounts: [{ id: 'ac_1', name: 'Example Inc.', active: true }],
  session: {
    id: 'ses_1',
    steppedUpAt: AT,
    expiresAt: '2036-11-29T06:00:00.000Z',
    endsAt: '2036-11-29T06:00:00.000Z',
    loginMethods: ['password'],
  },
};
const MEMBERS = {
  items: Array.from({ length: ROWS }, (_none, index) => ({
    id: `mbr_${index}`,
    user: { id: `usr_${index}`, email: `user${index}@example.com`, name: `User ${index}` },
    roles: ROLES,
    active: true,
    mfaEnabled: index % 2 === 0,
    createdAt: AT,
    lastLoginAt: AT,
  })),
  next: null,
};
const WAYS = { password: true, identityProviders: [], serviceWideProviders: [] };
const COUNTS = {
  members: ROWS,
  activeMembers: ROWS,
  membersWithoutMfa: ROWS / 2,
  activeMembersWithoutMfa: ROWS / 2,
  openInvitations: 0,
  serviceUsers: 0,
};

// The same login without a script: what a page costs at least.
const PLAIN = (
  style: string,
  login: string,
) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Log in</title><link rel="icon" href="/dashboard/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${style}"></head><body>${login}</body></html>`;

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

/** Starts the server on a free port of the loopback address. */
export async function startPageServer(caller: Caller): Promise<PageServer> {
  const server = createServer(({ url = '' }, response) => answer(url, caller, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(url: string, caller: Caller, response: ServerResponse): void {
  const { pathname } = new URL(url, 'http://localhost');
  if (pathname === '/session/show' && caller === 'visitor') {
    response.writeHead(401, { 'Content-Type': 'text/plain' }).end('Unauthorized');
    return;
  }
  const [type, body] = contentOf(pathname, response);
  const fields = { 'Content-Type': type, 'Content-Encoding': 'gzip', 'Cache-Control': 'no-store' };
  response.writeHead(200, fields).end(gzipSync(body));
}

function contentOf(pathname: string, response: ServerResponse): readonly [string, string | Buffer] {
  const page = readFileSync(join(BUILT_ASSETS, 'dashboard.private.html'), 'utf8');
  if (pathname === '/account') return ['text/html', withOrigin(page, response)];
  if (pathname === '/plain') {
    const [, style = ''] = /rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
    const [, login = ''] = /<template lang="en">(.+?)<\/template>/.exec(page) ?? [];
    return ['text/html', PLAIN(style, login)];
  }
  if (pathname.startsWith('/dashboard/')) {
    const type = TYPES[pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    return [type, readFileSync(join(BUILT_ASSETS, pathname))];
  }
  const body =
    {
      '/session/show': SHOWN,
      '/session/list-login-ways': WAYS,
      '/admin/list-members': MEMBERS,
    }[pathname] ?? COUNTS;
  return ['application/json', JSON.stringify(body)];
}

function withOrigin(page: string, response: ServerResponse): string {
  const { localPort: port } = response.req.socket;
  const config = { origin: `http://localhost:${port}`, service: 'localhost', signUp: true };
  return page.replace('"{}"', `"${JSON.stringify(config).replaceAll('"', '&quot;')}"`);
}
