export type Verb =
  | 'hash'
  | 'add'
  | 'remove'
  | 'list'
  | 'verify'
  | 'encode'
  | 'import'
  | 'signing-key'
  | 'token'
  | 'revoke';

/** What the operator wants. */
export interface Command {
  readonly verb: Verb;
  /** The USERNAME, FILE, NAME or ID, where one was given. */
  readonly name: string | undefined;
  readonly options: CommandOptions;
}

export interface CommandOptions {
  readonly generate: boolean;
  readonly pepper: boolean;
  readonly replace: boolean;
  readonly variable: string | undefined;
  /** The htpasswd file, from the project's folder. */
  readonly file: string | undefined;
  /** Until when a token counts, as the operator gave it. */
  readonly expires: string | undefined;
  readonly paths: readonly string[];
  readonly scopes: readonly string[];
  /** Whether the token is one that somebody else has made. */
  readonly existing: boolean;
  /** The file of settings. */
  readonly env: string;
  /** What a new key is to sign with. */
  readonly alg: string | undefined;
  readonly endRotation: boolean;
}

/** The htpasswd file that `basic()` reads without being told. */
export const HTPASSWD = 'assets/users.private.htpasswd';

/** Every option, as parseArgs reads it. */
export const OPTIONS = {
  generate: { type: 'boolean' },
  'no-pepper': { type: 'boolean' },
  replace: { type: 'boolean' },
  variable: { type: 'string' },
  file: { type: 'string' },
  expires: { type: 'string' },
  path: { type: 'string', multiple: true },
  scope: { type: 'string', multiple: true },
  existing: { type: 'boolean' },
  env: { type: 'string' },
  alg: { type: 'string' },
  'end-rotation': { type: 'boolean' },
} as const;

interface Form {
  readonly options: readonly (keyof typeof OPTIONS)[];
  readonly argument: string | null;
  readonly isRequired: boolean;
}

/** What each command takes. */
export const FORMS: Readonly<Record<Verb, Form>> = {
  hash: { options: ['generate', 'no-pepper', 'env'], argument: null, isRequired: false },
  add: {
    options: ['generate', 'no-pepper', 'replace', 'variable', 'file', 'env'],
    argument: 'USERNAME',
    isRequired: true,
  },
  remove: { options: ['variable', 'file', 'env'], argument: 'USERNAME', isRequired: true },
  list: { options: ['file', 'env'], argument: null, isRequired: false },
  verify: { options: ['file', 'env'], argument: 'USERNAME', isRequired: true },
  encode: { options: ['env'], argument: 'USERNAME', isRequired: false },
  import: {
    options: ['replace', 'variable', 'file', 'env'],
    argument: 'FILE',
    isRequired: true,
  },
  'signing-key': { options: ['alg', 'end-rotation', 'env'], argument: null, isRequired: false },
  token: {
    options: ['expires', 'path', 'scope', 'existing', 'variable', 'env'],
    argument: 'NAME',
    isRequired: true,
  },
  revoke: { options: ['env'], argument: 'ID', isRequired: true },
};
