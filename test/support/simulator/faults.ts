import type { Faults } from './api/api-call';

/** The faults that a test can set, each for one request. */
export interface FaultControl {
  readonly faults: Faults;
  /** Rejects the next upload with a status. */
  rejectNextUpload(status: number): void;
  /** Makes the next build fail. */
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
