import { en } from '../en';

/** The texts in German that a login needs. */
export const de: typeof en = en;
