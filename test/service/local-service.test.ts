import { describeConformance } from '../support/guard/describe-conformance';
import { startLocalService } from '../support/services/local-service';

describe('a service under twilio-run start in one process', () => {
  describeConformance(startLocalService);
});

describe('a service under twilio-run start with a process for each request', () => {
  describeConformance((options) => startLocalService({ ...options, forkProcess: true }));
});
