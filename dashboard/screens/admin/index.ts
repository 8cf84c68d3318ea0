import { admin } from '../../texts/en/admin';
import { addEnglish } from '../../texts/text';

export { Invitations } from './invitations';
export { Member } from './member';
export { Members } from './members';
export { ServiceUsers } from './service-users';
export { Settings } from './settings';

addEnglish({ admin });
