import { loadTexts, withTexts } from '../texts/text';

// Screens that need each other's parts are in one file. A user of one screen loads no other file than its own, and the one
// that all share.
export const loadLinks = () => withTexts('inside', import('./links'));
export const loadMe = () => withTexts('me', import('./me'));
export const loadSecurity = () => withTexts('security', import('./security'));
export const loadRotation = () => withTexts('credentials', import('./me/rotate-credential'));
export const loadCredentials = async () => {
  const [screens] = await Promise.all([import('./credentials'), loadRotation()]);
  return screens;
};
export const loadActivity = async () => {
  const [screens] = await Promise.all([
    withTexts('activity', import('./activity')),
    loadTexts('eventTypes'),
  ]);
  return screens;
};
export const loadMemberEvents = () => withTexts('eventTypes', import('./admin/member-events'));
export const loadAdmin = () => withTexts('admin', import('./admin'));
export const loadSingleSignOn = () => withTexts('singleSignOn', import('./single-sign-on'));
