import crypto from 'node:crypto';
import { type Authenticator, type BasicOptions, basic } from '../../../assets/auth.private';
import { basicAuthorization } from '../../support/guard/invoke';
import { RELAXED } from '../../support/guard/no-throttle';

// The scheme's outcomes for requests. Logs and policies use the codes.

const ABSENT = { status: 'absent' };
const MALFORMED = { status: 'refused', code: 'CREDENTIALS_MALFORMED' };
const INVALID = { status: 'refused', code: 'CREDENTIALS_INVALID' };
// The outcome has a username only if the user is known.
const WRONG = { ...INVALID, username: 'a' };

function authenticator(options: BasicOptions, variables = {}): Authenticator {
  const configured = basic({ ...RELAXED, ...options }).configure(variables);
  if ('problems' in configured) throw new Error(configured.problems.join());
  return configured;
}

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const known = authenticator({ credentials: ['a:b', 'ada: lovelace'] });
const outcomeOf = (authorization: unknown, scheme = known) =>
  scheme.authenticate({ request: { headers: { authorization } } }, {});

test.each([
  ['no header', undefined, ABSENT],
  ['an empty header', '', ABSENT],
  ['another scheme', 'Bearer YTpi', ABSENT],
  ['another scheme that ends in basic', 'NotBasic YTpi', ABSENT],
  ['another scheme that begins with basic', 'Basically YTpi', ABSENT],
  ['a header that mentions the scheme later', 'Digest basic YTpi', ABSENT],
  ['only the scheme', 'Basic', MALFORMED],
  ['the scheme and white space', ' Basic\t', MALFORMED],
  ['a tab in place of the space', 'Basic\tYTpi', MALFORMED],
  ['two headers', ['Basic YTpi', 'Basic YTpi'], MALFORMED],
  ['no text', 7, MALFORMED],
  ['another alphabet', 'Basic YT-i', MALFORMED],
  ['one base64 digit too many', 'Basic YTpiY', MALFORMED],
  ['a pad too many', 'Basic YTpi=', MALFORMED],
  ['an empty password', 'Basic YTo=', WRONG],
  ['one of two pads', 'Basic YTpiYw=', MALFORMED],
  ['three pads', 'Basic YTpiY===', MALFORMED],
  ['no colon', `Basic ${base64('ab')}`, MALFORMED],
  ['a control character before the colon', `Basic ${base64('a\u001f:b')}`, MALFORMED],
  ['a control character after it', `Basic ${base64('a:b\u0000')}`, MALFORMED],
  ['DEL', `Basic ${base64('a:\u007f')}`, MALFORMED],
  ['bytes that are not UTF-8', `Basic ${base64('a:\u00ff')}`, MALFORMED],
  ['more than 8,192 characters', `Basic ${'YTpi'.repeat(2047)}`, MALFORMED],
  ['an unknown user', basicAuthorization('nobody', 'b'), INVALID],
  ['a wrong password', basicAuthorization('a', 'c'), WRONG],
  ['a wrong password in another spelling', 'basic  YTpj', WRONG],
  ['C1 controls, which RFC 7617 allows', basicAuthorization('a', '\u0085'), WRONG],
])('%s', (_case, authorization, outcome) => {
  expect(outcomeOf(authorization)).toEqual(outcome);
});

test.each([
  ['the usual spelling', basicAuthorization('ada', ' lovelace')],
  ['the scheme in lower case', basicAuthorization('ada', ' lovelace').replace('B', 'b')],
  ['no pads', basicAuthorization('ada', ' lovelace').replace(/=+$/, '')],
  ['white space around', `\t ${basicAuthorization('ada', ' lovelace')} \t`],
  ['many spaces', basicAuthorization('ada', ' lovelace').replace(' ', '    ')],
])('a space in a password is kept, in %s', (_case, authorization) => {
  expect(outcomeOf(authorization)).toEqual({
    status: 'accepted',
    principal: { scheme: 'basic', username: 'ada' },
  });
});

test('the longest header that is parsed has 8,192 characters', () => {
  // 6,138 bytes become 8,184 digits, which are 8,190 characters with "Basic ".
  const PASSWORD = 'x'.repeat(6136);
  const longest = authenticator({}, { USERNAME: 'a', PASSWORD });
  const canonical = basicAuthorization('a', PASSWORD);
  const spaced = (count: number) => canonical.replace(' ', ' '.repeat(1 + count));

  expect(canonical).toHaveLength(8190);
  expect(outcomeOf(spaced(2), longest)).toMatchObject({ status: 'accepted' });
  expect(outcomeOf(spaced(3), longest)).toEqual(MALFORMED);
});

test('a header that is too long is not even digested', () => {
  const digests = jest.spyOn(crypto, 'hash');

  outcomeOf(`Basic ${'YTpi'.repeat(2047)}`);

  expect(digests).not.toHaveBeenCalled();
});

test('the scheme has a name', () => {
  expect(basic().name).toBe('basic');
});
