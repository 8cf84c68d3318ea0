// The user's own credentials and those of the account, in one file.
import { allCredentials } from '../texts/en/all-credentials';
import { credentials } from '../texts/en/credentials';
import { addEnglish } from '../texts/text';

export { Credentials } from './admin/credentials';
export { OwnCredentials } from './me/own-credentials';

addEnglish({ allCredentials, credentials });
