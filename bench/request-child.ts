import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { LocalDevelopmentServer } from '@twilio/runtime-handler/dev';

const PRIVATE_ASSET = { name: 'auth.private.js', path: '/auth.js', access: 'private' as const };

// Runs the runtime's own server in one process with the Functions. By default it forks a process for each
// request, which takes so long that the guard's time would not be measurable. The process sends its port
// to its parent, and serves until the parent disconnects.
const [names = '', username = '', password = ''] = process.argv.slice(2);

const server = new LocalDevelopmentServer(0, {
  baseDir: resolve(__dirname, '..', '..', '..'),
  env: { USERNAME: username, PASSWORD: password },
  port: 0,
  url: 'http://localhost',
  detailedLogs: false,
  live: false,
  logs: false,
  legacyMode: false,
  appName: 'bench',
  forkProcess: false,
  enableDebugLogs: false,
  routes: {
    functions: names.split(',').map((name) => ({
      name,
      path: `/${name}`,
      access: 'public',
      content: '',
      filePath: join(__dirname, `${name}.js`),
    })),
    assets: [{ ...PRIVATE_ASSET, content: '', filePath: join(__dirname, PRIVATE_ASSET.name) }],
  },
});

const listener = server.getApp().listen(0, '127.0.0.1', () => {
  process.send?.((listener.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit(0));
