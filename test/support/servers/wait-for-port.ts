import { setTimeout as delay } from 'node:timers/promises';
import { acceptsConnections } from '../../../cli/project/port';
import type { Child } from '../processes/child';

/**
 * Waits until a process listens on a port of the loopback address.
 *
 * @throws Error with its output if it ends first.
 */
export async function waitForPort(port: number, child: Child): Promise<void> {
  while (!(await acceptsConnections(port, '127.0.0.1'))) {
    if (child.process.exitCode !== null) throw new Error(`It ended and printed:\n${child.logs()}`);
    await delay(20);
  }
}
