import type { Container } from './start-container';

/** The container of a deployment, with the number of its running requests. */
interface Entry {
  readonly key: string;
  readonly started: Promise<Container>;
  busy: number;
  retired: boolean;
}

/** Keeps one warm container, and replaces it if it must not be used again. */
export interface ContainerPool {
  /**
   * Runs one call in the container of a key, and starts the container if there is none.
   *
   * @param call - returns whether the container can take further calls. A container that cannot is stopped after
   *   its running calls.
   */
  run<T extends { readonly isUsable: boolean }>(
    key: string,
    start: () => Promise<Container>,
    call: (container: Container) => Promise<T>,
  ): Promise<T>;
  /** Returns the number of running calls. */
  busy(): number;
  logs(): string;
  close(): Promise<void>;
}

export function createContainerPool(): ContainerPool {
  const entries: Entry[] = [];
  const containers: Container[] = [];
  let current: Entry | undefined;

  const acquire = (key: string, start: () => Promise<Container>): Entry => {
    if (current !== undefined && current.key === key && !current.retired) return current;
    if (current !== undefined) retire(current);
    const started = start();
    current = { key, started, busy: 0, retired: false };
    entries.push(current);
    started.then((container) => containers.push(container)).catch(() => {});
    return current;
  };

  return {
    async run(key, start, call) {
      const entry = acquire(key, start);
      entry.busy += 1;
      let isUsable = false;
      try {
        const result = await call(await entry.started);
        isUsable = result.isUsable;
        return result;
      } finally {
        entry.busy -= 1;
        if (!isUsable || entry.retired) retire(entry);
      }
    },
    busy: () => entries.reduce((sum, entry) => sum + entry.busy, 0),
    logs: () => containers.map((container) => container.logs()).join(''),
    async close() {
      await Promise.allSettled(entries.map((entry) => entry.started));
      await Promise.all(containers.map((container) => container.stop()));
    },
  };
}

/** Takes a container out of use, and stops it as soon as no call runs in it. */
function retire(entry: Entry): void {
  entry.retired = true;
  // A container that never started has nothing to stop.
  if (entry.busy === 0) entry.started.then((container) => container.stop()).catch(() => {});
}
