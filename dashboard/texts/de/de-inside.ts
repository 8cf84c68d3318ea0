import { addressErrors } from './address-errors';
import { confirmEmail } from './confirm-email';
import { deleteUser } from './delete-user';
import { frame } from './frame';
import { identities } from './identities';
import { insideErrors } from './inside-errors';
import { invitation } from './invitation';
import { person } from './person';
import { sso } from './sso';
import { ssoErrors } from './sso-errors';

/** The texts in German of what every user needs after a login, and of the screens behind links in mails. */
export const texts = {
  addressErrors,
  confirmEmail,
  deleteUser,
  frame,
  identities,
  insideErrors,
  invitation,
  person,
  sso,
  ssoErrors,
};
