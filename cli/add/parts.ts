import { randomBytes } from 'node:crypto';
import { commandLine } from '../../lib/util/command-line';
import type { PageAssets } from './page-assets';

/** A group of Functions that belong together. */
export interface Part {
  readonly description: string;
  /** Matches the names of its templates. */
  readonly functions: RegExp;
  /** Variables that it needs, with the value to set if there is none. */
  readonly variables?: () => Readonly<Record<string, string>>;
  /** Its built assets, in addition to its Functions. */
  readonly assets?: PageAssets;
  /** What the operator does afterward. */
  readonly next: readonly string[];
}

/** The parts that can be added to a project. */
export const PARTS = {
  basic: {
    description: 'a Function that only callers with a username and a password reach',
    functions: /^basic$/,
    next: [],
  },
  health: {
    description: 'a Function for monitors that anyone may call',
    functions: /^health$/,
    next: [],
  },
  token: {
    description: 'an OAuth 2.0 token endpoint, and its public keys',
    functions: /^(?:token|jwks)$/,
    next: [`${commandLine('credentials signing-key')} creates the key that signs the tokens`],
  },
  webhooks: {
    description: 'webhooks for messages, calls and their status',
    functions: /^webhooks\//,
    next: [
      'AUTH_TOKEN in .env is the auth token of your Twilio account, with which Twilio signs its calls',
      `${commandLine('credentials token gateway')} creates a token for /webhooks/status`,
    ],
  },
  upstream: {
    description: 'a Function that forwards calls to one service of yours',
    functions: /^upstream$/,
    next: ['UPSTREAM_URL in .env is the URL of your service'],
  },
  directory: {
    description: 'users, accounts, sessions, MFA and credentials, in your Postgres',
    functions: /^(?:account|admin|session)\/|^token\/ssh$/,
    variables: () => ({ DIRECTORY_KEY: randomBytes(32).toString('base64') }),
    next: [
      'DATABASE_URL in .env is the URL of your Postgres; SMTP_URL and MAIL_FROM send its mail',
      commandLine('migrate'),
      commandLine('directory create-account --name NAME --email ADDRESS'),
    ],
  },
  scim: {
    description: 'SCIM 2.0, by which an identity provider manages the members of the directory',
    functions: /^scim$/,
    next: [
      `${commandLine('add directory')}, if the project does not have its endpoints yet`,
      `${commandLine('credentials edge-token NAME')} creates the token of an edge, through which alone SCIM works`,
    ],
  },
  dashboard: {
    description: 'pages for the directory: login, own settings and administration, at /account',
    functions: /^account$/,
    assets: 'dashboard',
    next: [
      `${commandLine('add directory')}, if the project does not have its endpoints yet`,
      'the colors of the pages are in dashboard/theme.css, in the assets folder',
    ],
  },
  elements: {
    description: 'pages of your own with the login and the members of the directory',
    functions: /^(?:login|team)$/,
    assets: 'elements',
    next: [
      `${commandLine('add dashboard')}, to which the elements link`,
      'the look of the example pages is in elements/page.css, in the assets folder',
    ],
  },
} as const satisfies Readonly<Record<string, Part>>;

export type TemplatePartName = keyof typeof PARTS;

/** The names of all parts. */
export const PART_NAMES = Object.keys(PARTS) as readonly TemplatePartName[];
