import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child';

/**
 * Waits until a process listens on a port of the loopback address.
 *
 * @throws Error with all that it printed, where it ends before.
 */
export async function waitForPort(port: number, child: Child): Promise<void> {
  while (!(await accepts(port))) {
    if (child.process.exitCode !== null) throw new Error(`It ended and printed:\n${child.logs()}`);
    await delay(20);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
