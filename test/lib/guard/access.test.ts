import {
  accessOf,
  basic,
  open,
  type Policy,
  policyFor,
  type Scheme,
  session,
  withAuth,
} from '../../../assets/auth.private';
import { endpoint, operations } from '../../../assets/directory.private';
import { markOf } from '../../../lib/guard/access';

const handler = () => 'OK';

const first = basic();
const second: Scheme = { ...basic({ realm: 'Staff' }), name: 'staff' };
const policies: readonly (readonly [string, Policy, readonly Scheme[]])[] = [
  ['one scheme', first, [first]],
  ['several schemes', [first, second], [first, second]],
  ['an object', { schemes: [second], enforce: false }, [second]],
];

test.each(policies)(
  'the mark of a handler has the schemes of its policy: %s',
  (_case, policy, schemes) => {
    expect(markOf(withAuth(policy, handler)).schemes).toEqual(schemes);
  },
);

test.each([
  ['an open handler', open(handler)],
  ['a handler without a guard', handler],
  ['no handler', undefined],
])('the mark of %s has no schemes', (_case, given) => {
  expect(markOf(given).schemes).toEqual([]);
});

test('the mark is frozen and is not enumerable', () => {
  const guarded = withAuth(basic(), handler);

  expect(Object.isFrozen(markOf(guarded))).toBe(true);
  expect(Object.isFrozen(markOf(guarded).schemes)).toBe(true);
  expect(Object.keys(guarded)).toEqual([]);
  expect(accessOf(guarded)).toBe('guarded');
});

type AnyFunction = (...given: never[]) => unknown;

describe('a mark belongs to one function and not to a copy of it', () => {
  const wrappings: readonly (readonly [string, (guarded: AnyFunction) => unknown])[] = [
    ['a Proxy without traps', (guarded) => new Proxy(guarded, {})],
    ['a Proxy with a cache', (guarded) => new Proxy(guarded, { apply: () => 'cached' })],
    ['a bound function', (guarded) => guarded.bind(null)],
    [
      'a function around it',
      (guarded) =>
        (...given: never[]) =>
          guarded(...given),
    ],
    [
      'a function with all its properties, symbols included',
      (guarded) => Object.defineProperties(() => 'in', symbolsOf(guarded)),
    ],
    [
      'a function with the values of its symbols',
      (guarded) => {
        const copy = () => 'in';
        for (const symbol of Object.getOwnPropertySymbols(guarded)) {
          Object.assign(copy, { [symbol]: Reflect.get(guarded, symbol) });
        }
        return copy;
      },
    ],
    ['a function that inherits from it', (guarded) => Object.setPrototypeOf(() => 'in', guarded)],
    ['a function of another mark', () => Object.assign(() => 'in', { [MARK]: 'guarded' })],
    [
      'a function with a mark of no function',
      () => Object.assign(() => 'in', { [MARK]: { access: 'guarded', schemes: [] } }),
    ],
  ];
  const MARK = Symbol.for('twilio-functions-auth.mark');
  const symbolsOf = (guarded: AnyFunction) =>
    Object.fromEntries(
      Object.getOwnPropertySymbols(guarded).map((symbol) => [
        symbol,
        Object.getOwnPropertyDescriptor(guarded, symbol) as PropertyDescriptor,
      ]),
    );

  test.each(wrappings)('%s around a guarded handler is unguarded', (_what, wrap) => {
    const wrapped = wrap(withAuth(basic(), handler) as AnyFunction);

    expect(accessOf(wrapped)).toBe('unguarded');
    expect(markOf(wrapped).schemes).toEqual([]);
  });
});

describe('the directory operation of a Function', () => {
  const operationIn = (policy: Policy) =>
    markOf(withAuth(policy, endpoint(operations.admin.listMembers))).operation;

  test('is found under its own policy, and under that policy with more options', () => {
    expect(operationIn(policyFor(operations.admin.listMembers))).toBe('admin/list-members');
    expect(
      operationIn({ ...policyFor(operations.admin.listMembers), cors: ['https://app.example'] }),
    ).toBe('admin/list-members');
  });

  test.each<[string, Policy]>([
    ['of another operation', policyFor(operations.session.show)],
    ['of the project', session()],
    [
      'with an additional scheme',
      { schemes: [...policyFor(operations.admin.listMembers).schemes, basic()] },
    ],
  ])('is unknown under a policy %s', (_what, policy) => {
    expect(operationIn(policy)).toBeUndefined();
  });

  test('is unknown if a handler of the project has the policy of an operation', () => {
    expect(
      markOf(withAuth(policyFor(operations.admin.listMembers), handler)).operation,
    ).toBeUndefined();
  });
});
