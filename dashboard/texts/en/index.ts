import { common } from './common';
import { errors } from './errors';
import { logIn } from './log-in';

/** The texts in English that a login needs. */
export const en = { common, errors, logIn };
