import { activity } from './activity';
import { addressErrors } from './address-errors';
import { addresses } from './addresses';
import { admin } from './admin';
import { allCredentials } from './all-credentials';
import { confirmEmail } from './confirm-email';
import { credentials } from './credentials';
import { deleteUser } from './delete-user';
import { eventTypes } from './event-types';
import { events } from './events';
import { exporting } from './exporting';
import { frame } from './frame';
import { identities } from './identities';
import { insideErrors } from './inside-errors';
import { invitation } from './invitation';
import { me } from './me';
import { passkeys } from './passkeys';
import { person } from './person';
import { phone } from './phone';
import { rotation } from './rotation';
import { security } from './security';
import { sessions } from './sessions';
import { singleSignOn } from './single-sign-on';
import { sso } from './sso';
import { ssoErrors } from './sso-errors';

/** The English texts of every file but that of the login. Each of these files has its own ones of them. */
export const inside = {
  activity,
  addressErrors,
  addresses,
  admin,
  allCredentials,
  confirmEmail,
  credentials,
  deleteUser,
  eventTypes,
  events,
  exporting,
  frame,
  identities,
  insideErrors,
  invitation,
  me,
  passkeys,
  person,
  phone,
  rotation,
  security,
  sessions,
  singleSignOn,
  sso,
  ssoErrors,
};
