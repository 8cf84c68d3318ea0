import type { ProjectOptions } from '../projects/project-copy';
import { deployToSimulator } from './deploy-to-simulator';
import { startLocalService } from './local-service';
import type { Service } from './service';

/** Somewhere this project can run. */
export interface Environment {
  readonly environment: string;
  start(options: ProjectOptions): Promise<Service>;
}

/** Everywhere this project runs: what passes in one place has to pass in all. */
export const ENVIRONMENTS: readonly Environment[] = [
  { environment: 'locally', start: startLocalService },
  { environment: 'deployed', start: deployToSimulator },
];

/** Uses a service that is being started, and closes it, however the use ends. */
export async function withService<T>(
  started: Promise<Service>,
  use: (service: Service) => T | Promise<T>,
): Promise<T> {
  const service = await started;
  try {
    return await use(service);
  } finally {
    await service.close();
  }
}
