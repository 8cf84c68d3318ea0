import type { inside as english } from '../en/inside';
import { admin } from './admin';
import { eventTypes } from './event-types';
import { frame } from './frame';
import { insideErrors } from './inside-errors';
import { me } from './me';
import { sso } from './sso';

/** The texts in German of the screens behind the login. */
export const inside: typeof english = { frame, me, admin, eventTypes, insideErrors, sso };
