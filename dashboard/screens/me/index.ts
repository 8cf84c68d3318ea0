export { NotFound as Activity } from '../../parts/whole-page';
export { Enroll } from './enroll';
export { OwnCredentials } from './own-credentials';
export { Profile } from './profile';
export { Security } from './security';
export { Sessions } from './sessions';
