import { describeSurface } from '../support/guard/describe-conformance';
import { startLocalService } from '../support/services/local-service';

describe('under twilio-run start, in one process', () => {
  describeSurface(startLocalService);
});

describe('under twilio-run start, with a process for each request', () => {
  describeSurface((options) => startLocalService({ ...options, forkProcess: true }));
});
