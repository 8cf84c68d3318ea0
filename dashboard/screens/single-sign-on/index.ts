export { singleSignOn } from '../../texts/en/single-sign-on';
export { SingleSignOn } from './single-sign-on';
export { SsoTest } from './sso-test';
