import { eventTypes } from './event-types';

/** The texts in German of what happened. */
export const texts = { eventTypes };
