export { Credentials } from './credentials';
export { Events } from './events';
export { Invitations } from './invitations';
export { Member } from './member';
export { Members } from './members';
export { ServiceUsers } from './service-users';
export { Settings } from './settings';
