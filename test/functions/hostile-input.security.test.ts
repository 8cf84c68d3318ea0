import { ACCEPTED_CALLS } from '../support/directory/accepted-calls';
import { useDirectory } from '../support/directory/directory';
import { makeSshKey, type SshKey } from '../support/directory/ssh-keygen';
import { addTeam } from '../support/directory/team';

// Each value of a valid input is replaced by a hostile value. The response is never an internal error.

const directory = useDirectory({ ALLOW_SIGNUP: 'true' });
let ssh: SshKey;

beforeAll(() => {
  ssh = makeSshKey(['-t', 'ed25519']);
});

afterAll(() => ssh.remove());

// The database supports no NUL, no lone surrogate, no number out of its range and no zone +23:00.
const HOSTILE: readonly unknown[] = [
  '',
  'nul \0 inside',
  'lone surrogate \ud83d',
  "' or ''='",
  'a'.repeat(20_000),
  '\u202eright to left',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59+23:00',
  Number.MAX_SAFE_INTEGER,
  -1,
  Number.NaN,
  true,
  null,
  [],
  ['one', 'two'],
  {},
  { toString: 'nothing', length: -1 },
];

/** Returns the input with each of its values replaced, one at a time. */
function variantsOf(input: unknown, value: unknown): readonly unknown[] {
  if (input === null || typeof input !== 'object') return [value];
  return Object.entries(input).flatMap(([name, item]) =>
    variantsOf(item, value).map((variant) =>
      Array.isArray(input) ? [variant] : { ...input, [name]: variant },
    ),
  );
}

/** Optional inputs that the accepted calls of an operation omit. */
const MORE: Readonly<Record<string, object>> = {
  'session/log-in': { account: 'ac_1234' },
  'account/create-credential': {
    description: 'x',
    metadata: 'x',
    expiresAt: '2999-01-01T00:00:00Z',
  },
  'account/update-credential': { metadata: 'x', paths: null, expiresAt: '2999-01-01T00:00:00Z' },
  'account/rotate-credential': { gracePeriodSeconds: 60 },
  'account/delete-user': { closeAccounts: false },
  'account/list-invitations': { after: 'inv_1234', limit: 1 },
  'account/list-events': { before: 'ev_1234', limit: 1 },
  'account/list-sessions': { after: 'ses_1234', limit: 1 },
  'account/list-credentials': { type: 'api_key', after: 'tfk_1234', limit: 1 },
  'admin/invite': { expiresInDays: 1 },
  'admin/resend-invitation': { expiresInDays: 1 },
  'admin/update-account': { mfaRequired: false },
  'admin/set-ip-restriction': { everywhere: true },
  'admin/list-members': {
    query: 'ada',
    active: true,
    role: 'administrator',
    after: 'mbr_1234',
    limit: 1,
  },
  'admin/list-service-users': { after: 'svc_1234', limit: 1 },
  'admin/list-invitations': { after: 'inv_1234', limit: 1 },
  'admin/list-credentials': { owner: 'mbr_1234', type: 'api_key', after: 'tfk_1234', limit: 1 },
  'admin/count-events': { days: 7 },
  'admin/list-events': {
    type: 'login_failed',
    principal: 'usr_1234',
    object: 'usr_1234',
    since: '2026-01-01T00:00:00Z',
    until: '2026-01-01T00:00:00Z',
    before: 'ev_1234',
    limit: 1,
  },
};

const WAITS = 'session/forgot-password';

test.each(Object.entries(ACCEPTED_CALLS).filter(([path]) => path !== WAITS))(
  '%s',
  async (path, { ready }) => {
    const team = await addTeam(directory);
    const { caller, input } = await ready({ directory, team, ssh });
    const whole = { ...input, ...MORE[path] };
    const failed: unknown[] = [];
    for (const value of HOSTILE) {
      for (const variant of variantsOf(whole, value)) {
        const { status } = await caller.call(path, variant as object);
        if (status >= 500) failed.push({ status, variant });
      }
    }
    expect(failed).toEqual([]);
  },
);

// For an address, it responds after four seconds.
test.each(HOSTILE)(`${WAITS}: %p is an invalid address`, async (email) => {
  const { status } = await directory.caller().call(WAITS, { email });
  expect([400, 422]).toContain(status);
});
