import type { Container } from './start-container';

/** The container of a deployment that is in use, and how many requests it is busy with. */
interface Entry {
  readonly key: string;
  readonly started: Promise<Container>;
  busy: number;
  retired: boolean;
}

/** Keeps one warm container, and replaces it where it must not be used any more. */
export interface ContainerPool {
  /**
   * Runs one call in the container for a key, which is started where there is none.
   *
   * @param call - tells with its result whether the container can take another call. One that
   * cannot gets no more, and is ended once the calls that it is busy with are over.
   */
  run<T extends { readonly isUsable: boolean }>(
    key: string,
    start: () => Promise<Container>,
    call: (container: Container) => Promise<T>,
  ): Promise<T>;
  /** How many calls are under way. */
  busy(): number;
  logs(): string;
  close(): Promise<void>;
}

export function createContainerPool(): ContainerPool {
  const entries: Entry[] = [];
  const containers: Container[] = [];
  let current: Entry | undefined;

  const retire = (entry: Entry) => {
    entry.retired = true;
    if (current === entry) current = undefined;
    // A container that never started has nothing to stop.
    if (entry.busy === 0) entry.started.then((container) => container.stop()).catch(() => {});
  };

  return {
    async run(key, start, call) {
      if (current !== undefined && current.key !== key) retire(current);
      const entry = current ?? { key, started: start(), busy: 0, retired: false };
      if (entry !== current) entries.push(entry);
      current = entry;
      entry.busy += 1;
      let isUsable = false;
      try {
        const container = await entry.started;
        if (!containers.includes(container)) containers.push(container);
        const result = await call(container);
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
      const started = await Promise.allSettled(entries.map((entry) => entry.started));
      const stopping = started.flatMap((one) =>
        one.status === 'fulfilled' ? [one.value.stop()] : [],
      );
      await Promise.all(stopping);
    },
  };
}
