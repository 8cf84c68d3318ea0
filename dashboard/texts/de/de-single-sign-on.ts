import { singleSignOn } from './single-sign-on';

/** The texts in German of the settings of single sign-on. */
export const texts = {
  singleSignOn,
};
