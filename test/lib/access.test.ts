import {
  accessOf,
  basic,
  open,
  type Policy,
  type Scheme,
  withAuth,
} from '../../assets/auth.private';
import { schemesOf } from '../../lib/access';

const handler = () => 'OK';

const first = basic();
const second: Scheme = { ...basic({ realm: 'Staff' }), name: 'staff' };
const policies: readonly (readonly [string, Policy, readonly Scheme[]])[] = [
  ['one scheme', first, [first]],
  ['several schemes', [first, second], [first, second]],
  ['an object', { schemes: [second], enforce: false }, [second]],
];

test.each(policies)('the schemes of a policy can be read: %s', (_case, policy, schemes) => {
  expect(schemesOf(withAuth(policy, handler))).toEqual(schemes);
});

test.each([
  ['a handler that is open', open(handler)],
  ['a handler without a guard', handler],
  ['no handler', undefined],
])('%s has none', (_case, given) => {
  expect(schemesOf(given)).toEqual([]);
});

test('the marks cannot be changed, and are not listed', () => {
  const guarded = withAuth(basic(), handler);

  expect(Object.isFrozen(schemesOf(guarded))).toBe(true);
  expect(Object.keys(guarded)).toEqual([]);
  expect(accessOf(guarded)).toBe('guarded');
});
