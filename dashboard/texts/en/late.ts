import { addressErrors } from './address-errors';
import { addresses } from './addresses';
import { exporting } from './exporting';
import { identities } from './identities';
import { passkeys } from './passkeys';
import { phone } from './phone';
import { sso } from './sso';
import { ssoErrors } from './sso-errors';

/** The English texts of files that are loaded late. Each of these files has its own ones of them. */
export const late = {
  addressErrors,
  addresses,
  exporting,
  identities,
  passkeys,
  phone,
  sso,
  ssoErrors,
};
