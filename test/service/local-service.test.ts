import { describeSurface } from '../support/describe-surface';
import { startLocalService } from '../support/local-service';

describe('under twilio-run start, in one process', () => {
  describeSurface(startLocalService);
});

describe('under twilio-run start, with a process for each request', () => {
  describeSurface((options) => startLocalService({ ...options, forkProcess: true }));
});
