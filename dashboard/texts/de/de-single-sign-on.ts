export { singleSignOn } from './single-sign-on';
