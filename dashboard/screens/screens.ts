import type { ComponentType } from 'preact';
import type { RoleName } from '../../lib/identity/roles';
import type { SessionStatus } from '../../lib/identity/session-status';
import { loadInsideTexts, loadSingleSignOnTexts } from '../texts/text';
import { LogIn } from './log-in/log-in';
import { SecondFactor } from './log-in/second-factor';

/** A screen: who sees it, and how it is loaded. */
export interface Screen {
  /** `anyone`, the one status of a session that leads here, or the role that sees it. */
  readonly access: 'anyone' | 'visitor' | SessionStatus | RoleName;
  /** The component, or the function that loads it. */
  readonly component?: ComponentType;
  readonly load?: () => Promise<ComponentType>;
}

const links = () => import('../inside');
const me = () => withTexts(links());
const ssoLogin = () => withTexts(import('./sso-login'));
const admin = () => withTexts(import('./admin'));
const singleSignOn = async () => {
  const screens = await withTexts(import('./single-sign-on'));
  await loadSingleSignOnTexts(screens);
  return screens;
};

// A screen that is loaded when it is first needed.
function from<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
  access: Screen['access'],
): Screen {
  return { access, load: async () => (await load())[name] };
}

/** Every screen by the first part of its path. `me/security` and `members/mbr_…` have entries of their own. */
export const SCREENS: Readonly<Record<string, Screen>> = {
  'log-in': { access: 'visitor', component: LogIn },
  'forgot-password': from(links, 'ForgotPassword', 'visitor'),
  'sign-up': from(me, 'SignUp', 'visitor'),
  'reset-password': from(links, 'ResetPassword', 'anyone'),
  invitation: from(me, 'Invitation', 'anyone'),
  'complete-sign-up': from(links, 'CompleteSignUp', 'anyone'),
  'confirm-email': from(me, 'ConfirmEmail', 'anyone'),
  sso: from(ssoLogin, 'Sso', 'visitor'),
  'finish-sso': from(ssoLogin, 'FinishSso', 'anyone'),
  'logged-out': from(ssoLogin, 'LoggedOut', 'visitor'),
  'second-factor': { access: 'mfa_required', component: SecondFactor },
  'no-account': from(me, 'NoAccount', 'no_account'),
  enroll: from(me, 'Enroll', 'mfa_enrollment_required'),
  'step-up': from(me, 'StepUp', 'authenticated'),
  me: from(me, 'Profile', 'authenticated'),
  'me/security': from(me, 'Security', 'authenticated'),
  'me/sessions': from(me, 'Sessions', 'authenticated'),
  'me/credentials': from(me, 'OwnCredentials', 'authenticated'),
  'me/activity': from(me, 'Activity', 'authenticated'),
  members: from(admin, 'Members', 'team:read-only'),
  'members/*': from(admin, 'Member', 'team:read-only'),
  invitations: from(admin, 'Invitations', 'team:invite-only'),
  'service-users': from(admin, 'ServiceUsers', 'administrator'),
  credentials: from(admin, 'Credentials', 'administrator'),
  'single-sign-on': from(singleSignOn, 'SingleSignOn', 'administrator'),
  'single-sign-on/test': from(singleSignOn, 'SsoTest', 'administrator'),
  events: from(admin, 'Events', 'administrator'),
  settings: from(admin, 'Settings', 'administrator'),
};

/** The screens in the navigation, in their order. */
export const OWN_SCREENS = ['me', 'me/security', 'me/sessions', 'me/credentials', 'me/activity'];
export const ACCOUNT_SCREENS = [
  'members',
  'invitations',
  'service-users',
  'credentials',
  'single-sign-on',
  'events',
  'settings',
];

/** Returns the screen of a path, and the name of its entry. */
export function screenAt(path: string): readonly [name: string, screen: Screen] | undefined {
  const name = path.startsWith('members/') ? 'members/*' : path;
  const screen = Object.hasOwn(SCREENS, name) ? SCREENS[name] : undefined;
  return screen === undefined ? undefined : [name, screen];
}

async function withTexts<Screens>(loading: Promise<Screens>): Promise<Screens> {
  const [screens] = await Promise.all([loading, loadInsideTexts()]);
  return screens;
}
