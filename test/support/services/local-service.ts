import { openProject, type ProjectOptions } from '../projects/project-copy';
import { findFreePort } from '../servers/free-port';
import type { Service } from './service';
import { startTwilioRun } from './twilio-run';

/** The options of a local run. */
export interface LocalServiceOptions extends ProjectOptions {
  /**
   * `true`, the toolkit's default, runs every request in a new process. `false`, the default here, keeps module state
   * between requests, as a warm container does.
   */
  readonly forkProcess?: boolean;
  /** Additional environment variables of the process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts `twilio-run start` for this project or another folder on a free port.
 *
 * @returns when the service responds.
 */
export async function startLocalService(options: LocalServiceOptions): Promise<Service> {
  const { folder, remove } = openProject(options);
  const port = await findFreePort();
  const fork = options.forkProcess === true ? '--fork-process' : '--no-fork-process';
  const child = startTwilioRun(['start', '--port', `${port}`, fork, '--no-live'], {
    cwd: folder,
    env: options.env ?? {},
  });
  const close = async () => {
    await child.stop();
    remove();
  };
  try {
    await child.printed(`http://localhost:${port}/`);
  } catch (reason) {
    await close();
    throw reason;
  }
  return { url: `http://127.0.0.1:${port}`, logs: child.logs, close };
}
