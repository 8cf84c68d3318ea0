import { singleSignOn } from '../../texts/en/single-sign-on';
import { addEnglish } from '../../texts/text';

export { SingleSignOn } from './single-sign-on';
export { SsoTest } from './sso-test';

addEnglish({ singleSignOn });
