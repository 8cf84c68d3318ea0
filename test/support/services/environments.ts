import type { ProjectOptions } from '../projects/project-copy';
import { deployToSimulator } from './deploy-to-simulator';
import { startLocalService } from './local-service';
import type { Service } from './service';

/** An environment in which this project can run. */
export interface Environment {
  readonly environment: string;
  start(options: ProjectOptions): Promise<Service>;
}

/** The environments of this project. A conformance test must pass in each. */
export const ENVIRONMENTS: readonly Environment[] = [
  { environment: 'locally', start: startLocalService },
  { environment: 'deployed', start: deployToSimulator },
];

/** Uses a service that is starting, and closes it afterward, even after a failure. */
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
