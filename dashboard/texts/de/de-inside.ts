import type { inside as english } from '../en/inside';
import type { LateTexts } from '../text';
import { addressErrors } from './address-errors';
import { addresses } from './addresses';
import { admin } from './admin';
import { eventTypes } from './event-types';
import { exporting } from './exporting';
import { frame } from './frame';
import { identities } from './identities';
import { insideErrors } from './inside-errors';
import { me } from './me';
import { passkeys } from './passkeys';
import { phone } from './phone';
import { sso } from './sso';
import { ssoErrors } from './sso-errors';

/** The texts in German of the screens behind the login, those of the files that are loaded late as well. */
export const inside: typeof english & LateTexts = {
  frame,
  me,
  admin,
  eventTypes,
  insideErrors,
  addresses,
  addressErrors,
  exporting,
  identities,
  passkeys,
  phone,
  sso,
  ssoErrors,
};
