import { allCredentials } from './all-credentials';
import { credentials } from './credentials';
import { rotation } from './rotation';

/** The texts in German of the credentials. */
export const texts = {
  allCredentials,
  credentials,
  rotation,
};
