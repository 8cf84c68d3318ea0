import { startLocalService } from './local-service';
import type { ProjectOptions } from './project-copy';
import type { Service } from './service';

/** Somewhere this project can run. */
export interface Place {
  readonly place: string;
  start(options: ProjectOptions): Promise<Service>;
}

/** Everywhere this project runs: what passes in one place has to pass in all. */
export const PLACES: readonly Place[] = [{ place: 'locally', start: startLocalService }];
