import { me } from './me';

/** The texts in German of the profile. */
export const texts = {
  me,
};
