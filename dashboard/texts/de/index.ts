import type { Language } from '../text';
import { common } from './common';
import { errors } from './errors';
import { logIn } from './log-in';

/** German. */
export const de: Required<Language> = {
  texts: { common, errors, logIn },
  files: {
    inside: () => import('./de-inside'),
    me: () => import('./de-me'),
    security: () => import('./de-security'),
    credentials: () => import('./de-credentials'),
    activity: () => import('./de-activity'),
    eventTypes: () => import('./de-event-types'),
    admin: () => import('./de-admin'),
    singleSignOn: () => import('./de-single-sign-on'),
  },
};
