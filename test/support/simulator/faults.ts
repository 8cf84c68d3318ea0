import type { Faults } from './api/api-call';

/** What a test can tell the API to get wrong, once each time. */
export interface FaultControl {
  readonly faults: Faults;
  /** Rejects the next upload with that status. */
  rejectNextUpload(status: number): void;
  /** Lets the next build fail. */
  failNextBuild(): void;
}

export function createFaults(): FaultControl {
  const uploadStatuses: number[] = [];
  let buildFailures = 0;
  return {
    faults: {
      takeUploadStatus: () => uploadStatuses.shift(),
      takeBuildFailure() {
        if (buildFailures === 0) return false;
        buildFailures -= 1;
        return true;
      },
    },
    rejectNextUpload: (status) => uploadStatuses.push(status),
    failNextBuild() {
      buildFailures += 1;
    },
  };
}
