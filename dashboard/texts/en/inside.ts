import { admin } from './admin';
import { eventTypes } from './event-types';
import { frame } from './frame';
import { insideErrors } from './inside-errors';
import { me } from './me';

/** The texts in English of the screens behind the login. */
export const inside = { frame, me, admin, eventTypes, insideErrors };
