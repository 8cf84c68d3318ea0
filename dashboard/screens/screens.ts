import type { ComponentType } from 'preact';
import type { RoleName } from '../../lib/identity/roles';
import type { SessionStatus } from '../../lib/identity/session-status';
import {
  loadActivity,
  loadAdmin,
  loadCredentials,
  loadLinks,
  loadMe,
  loadSecurity,
  loadSingleSignOn,
} from './load-screens';
import { loadSsoLogin } from './load-sso-login';
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
  'forgot-password': from(loadLinks, 'ForgotPassword', 'visitor'),
  'sign-up': from(loadLinks, 'SignUp', 'visitor'),
  'reset-password': from(loadLinks, 'ResetPassword', 'anyone'),
  invitation: from(loadLinks, 'Invitation', 'anyone'),
  'complete-sign-up': from(loadLinks, 'CompleteSignUp', 'anyone'),
  'confirm-email': from(loadLinks, 'ConfirmEmail', 'anyone'),
  sso: from(loadSsoLogin, 'Sso', 'visitor'),
  'finish-sso': from(loadSsoLogin, 'FinishSso', 'anyone'),
  'logged-out': from(loadSsoLogin, 'LoggedOut', 'visitor'),
  'second-factor': { access: 'mfa_required', component: SecondFactor },
  'no-account': from(loadMe, 'NoAccount', 'no_account'),
  enroll: from(loadSecurity, 'Enroll', 'mfa_enrollment_required'),
  'step-up': from(loadMe, 'StepUp', 'authenticated'),
  me: from(loadMe, 'Profile', 'authenticated'),
  'me/security': from(loadSecurity, 'Security', 'authenticated'),
  'me/sessions': from(loadActivity, 'Sessions', 'authenticated'),
  'me/credentials': from(loadCredentials, 'OwnCredentials', 'authenticated'),
  'me/activity': from(loadActivity, 'Activity', 'authenticated'),
  members: from(loadAdmin, 'Members', 'team:read-only'),
  'members/*': from(loadAdmin, 'Member', 'team:read-only'),
  invitations: from(loadAdmin, 'Invitations', 'team:invite-only'),
  'service-users': from(loadAdmin, 'ServiceUsers', 'administrator'),
  credentials: from(loadCredentials, 'Credentials', 'administrator'),
  'single-sign-on': from(loadSingleSignOn, 'SingleSignOn', 'administrator'),
  'single-sign-on/test': from(loadSingleSignOn, 'SsoTest', 'administrator'),
  events: from(loadActivity, 'Events', 'administrator'),
  settings: from(loadAdmin, 'Settings', 'administrator'),
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
