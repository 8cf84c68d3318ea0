export { Activity } from './activity';
export { Enroll } from './enroll';
export { NoAccount } from './no-account';
export { OwnCredentials } from './own-credentials';
export { Profile } from './profile';
export { Security } from './security';
export { Sessions } from './sessions';
export { StepUp } from './step-up';
