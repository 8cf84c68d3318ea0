import type { en } from '../en';
import { common } from './common';
import { errors } from './errors';
import { logIn } from './log-in';

/** The texts in German that a login needs. */
export const de: typeof en = { common, errors, logIn };
