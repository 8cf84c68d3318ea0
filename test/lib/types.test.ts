import type {
  Context,
  ServerlessCallback,
  ServerlessEventObject,
  ServerlessFunctionSignature,
} from '@twilio-labs/serverless-runtime-types/types';
import {
  accessOf,
  basic,
  open,
  type Principal,
  session,
  withAuth,
} from '../../assets/auth.private';

// `npm run types` is the test. It fails if a valid use does not compile. It also fails if a mistake compiles,
// because each mistake follows a directive that expects an error.

type Variables = { readonly GREETING: string };
type Message = ServerlessEventObject<{ readonly Body: string }>;

const guarded: ServerlessFunctionSignature = withAuth(basic(), (context, _event, callback) => {
  const username: string = context.auth.username;
  callback(null, `${username} at ${context.DOMAIN_NAME}`);
});

const opened: ServerlessFunctionSignature = open(async (context) => context.PATH);

const annotated = withAuth(
  basic(),
  (
    context: Context<Variables> & { readonly auth: Principal },
    event: Message,
    callback: ServerlessCallback,
  ) => callback(null, `${context.GREETING}, ${context.auth.username}: ${event.Body}`),
);

const parametrized = withAuth<ReturnType<typeof basic>, Context<Variables>, Message>(
  basic(),
  (context, event) => `${context.GREETING}, ${context.auth.username}: ${event.Body}`,
);

const reporting = withAuth({ schemes: basic(), enforce: false }, (context) => {
  // @ts-expect-error auth may be undefined if the policy is not enforced
  const { username } = context.auth;
  return username ?? context.auth?.username;
});

const enforcing = withAuth({ schemes: [basic()], enforce: true }, ({ auth }) => auth.username);
const undecided = (enforce: boolean) =>
  // @ts-expect-error auth may be undefined if enforce may be false
  withAuth({ schemes: [basic()], enforce }, ({ auth }) => auth.username);

const optional = withAuth({ schemes: basic(), optional: true }, (context) => {
  // @ts-expect-error auth may be undefined if credentials are optional
  const { username } = context.auth;
  return username ?? context.auth?.username;
});

const required = withAuth({ schemes: basic(), optional: false }, ({ auth }) => auth.username);
const authorized = withAuth(
  { schemes: basic(), authorize: ({ username }) => username === 'ada' },
  ({ auth }) => auth.scopes?.join(' '),
);

const member = withAuth(
  { schemes: session(), authorize: { role: 'administrator' } },
  ({ auth }) => auth.directory?.accountId,
);

const readOnly = withAuth(basic(), ({ auth }) => {
  // @ts-expect-error a principal cannot be changed
  auth.username = 'ada';
});

test('withAuth and open turn handlers of every shape into handlers that Twilio can call', () => {
  const handlers = [
    guarded,
    annotated,
    parametrized,
    reporting,
    enforcing,
    undecided(true),
    readOnly,
    optional,
    required,
    authorized,
    member,
  ];

  expect(handlers.map(accessOf)).not.toContain('unguarded');
  expect(accessOf(opened)).toBe('open');
});

test('mistakes do not compile', () => {
  const mistakes = [
    // @ts-expect-error an option that does not exist
    () => basic({ relam: 'Staff' }),
    // @ts-expect-error a username without a password
    () => basic({ credentials: { username: 'ada' } }),
    // @ts-expect-error undefined, the value of an unset variable
    () => basic({ credentials: undefined }),
    // @ts-expect-error a caller may send values of any type in the event
    () => withAuth(basic(), (_context, event) => event.Body.length),
    // @ts-expect-error no secret on the principal
    () => withAuth(basic(), (context) => context.auth.password),
    // @ts-expect-error an unknown role
    () => withAuth({ schemes: session(), authorize: { role: 'owner' } }, () => 'in'),
    // @ts-expect-error an unknown status
    () => session({ status: ['half'] }),
  ];

  expect(mistakes).toHaveLength(7);
});
