import type { ComponentType } from 'preact';
import type { RoleName } from '../../lib/identity/roles';
import type { SessionStatus } from '../../lib/identity/session-status';
import { loadInsideTexts } from '../texts/text';
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

const links = () => import('./links');
const me = () => withTexts(import('./me'));
const admin = () => withTexts(import('./admin'));

/** Every screen by the first part of its path. `me/security` and `members/mbr_…` have entries of their own. */
export const SCREENS: Readonly<Record<string, Screen>> = {
  'log-in': { access: 'visitor', component: LogIn },
  'forgot-password': { access: 'visitor', load: async () => (await links()).ForgotPassword },
  'sign-up': { access: 'visitor', load: async () => (await links()).SignUp },
  'reset-password': { access: 'anyone', load: async () => (await links()).ResetPassword },
  invitation: { access: 'anyone', load: async () => (await links()).Invitation },
  'complete-sign-up': { access: 'anyone', load: async () => (await links()).CompleteSignUp },
  'confirm-email': { access: 'anyone', load: async () => (await withTexts(links())).ConfirmEmail },
  'second-factor': { access: 'mfa_required', component: SecondFactor },
  'no-account': { access: 'no_account', load: async () => (await me()).NoAccount },
  enroll: { access: 'mfa_enrollment_required', load: async () => (await me()).Enroll },
  'step-up': { access: 'authenticated', load: async () => (await me()).StepUp },
  me: { access: 'authenticated', load: async () => (await me()).Profile },
  'me/security': { access: 'authenticated', load: async () => (await me()).Security },
  'me/sessions': { access: 'authenticated', load: async () => (await me()).Sessions },
  'me/credentials': { access: 'authenticated', load: async () => (await me()).OwnCredentials },
  'me/activity': { access: 'authenticated', load: async () => (await me()).Activity },
  members: { access: 'team:read-only', load: async () => (await admin()).Members },
  'members/*': { access: 'team:read-only', load: async () => (await admin()).Member },
  invitations: { access: 'team:invite-only', load: async () => (await admin()).Invitations },
  'service-users': { access: 'administrator', load: async () => (await admin()).ServiceUsers },
  credentials: { access: 'administrator', load: async () => (await admin()).Credentials },
  events: { access: 'administrator', load: async () => (await admin()).Events },
  settings: { access: 'administrator', load: async () => (await admin()).Settings },
};

/** The screens in the navigation, in their order. */
export const OWN_SCREENS = ['me', 'me/security', 'me/sessions', 'me/credentials', 'me/activity'];
export const ACCOUNT_SCREENS = [
  'members',
  'invitations',
  'service-users',
  'credentials',
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
