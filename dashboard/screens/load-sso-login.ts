import { withTexts } from '../texts/text';

/** Loads the screens of a login at an identity provider. The elements need them, too, and no other screens. */
export const loadSsoLogin = () => withTexts('inside', import('./sso-login'));
