import { describeConformance } from '../support/guard/describe-conformance';
import { startLocalService } from '../support/services/local-service';

describe('under twilio-run start, in one process', () => {
  describeConformance(startLocalService);
});

describe('under twilio-run start, with a process for each request', () => {
  describeConformance((options) => startLocalService({ ...options, forkProcess: true }));
});
