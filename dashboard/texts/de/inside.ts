import { inside as english } from '../en/inside';

/** The texts in German of the screens behind the login. */
export const inside: typeof english = english;
