import fc from 'fast-check';
import { lines } from '../../../../lib/directory/passwords/common-passwords.json';
import { passwordProblem } from '../../../../lib/directory/passwords/password-rules';
import { anyCharacter } from '../../../support/guard/any-character';

const CONTEXT = ['Ahoy Hotel', 'ada.lovelace@example.com', 'Ada Lovelace'];
const problem = (password: string, context: readonly string[] = CONTEXT) =>
  passwordProblem({ password, context });

describe('a password is accepted', () => {
  test.each([
    ['of four words', 'correct horse battery staple'],
    ['of 15 characters', 'xk7 mw2 pq9 zrt'],
    ['of lower-case letters only', 'gravelponderkite'],
    ['of digits only', '483920175839201'],
    ['of capital letters', 'GRAVEL PONDER KITE'],
    ['of other letters', 'высокая труба дымит'],
    ['of characters outside the basic plane', '🦊🐙🌵🚀🎻🧊🪁🥨🛶🏔🧵🍋🪐🎲🦚'],
    ['of 15 characters that are 14 in lower case', 'J\u030cxk7mw2pq9zrtv'],
    ['with spaces at its ends', ' gravel ponder '],
    ['of 128 characters', 'gravel ponder, '.repeat(8).concat('kite end')],
    ['of three common words', 'sunshine monkey dragon'],
    ['of 20 characters repeated once', 'gravel ponder kite, gravel ponder kite, '],
    ['with a name and enough other characters', 'lovelace keeps 4 goats by the pier'],
    ['with a piece of a name', 'cannonade of mirrors'],
  ])('%s', (_what, password) => {
    expect(problem(password)).toBeNull();
  });
});

describe('the length limits apply to', () => {
  test.each([
    ['an empty password', '', 'PASSWORD_TOO_SHORT'],
    ['14 characters', 'xk7 mw2 pq9 zr', 'PASSWORD_TOO_SHORT'],
    ['14 characters of two units each', '🦊🐙🌵🚀🎻🧊🪁🥨🛶🏔🧵🍋🪐🎲', 'PASSWORD_TOO_SHORT'],
    ['14 letters with an accent each', 'qwxzvbkjmgpdtf'.replace(/./g, '$&\u0301'), null],
    [
      '14 letters with an accent that NFC combines',
      'aeiouyaeiouyae'.replace(/./g, '$&\u0301'),
      'PASSWORD_TOO_SHORT',
    ],
    ['129 characters', 'gravel ponder, '.repeat(8).concat('kite ends'), 'PASSWORD_TOO_LONG'],
    ['a megabyte', 'x1 '.repeat(350_000), 'PASSWORD_TOO_LONG'],
  ])('%s', (_what, password, expected) => {
    expect(problem(password)).toBe(expected);
  });
});

describe('a password with an unsupported character is refused', () => {
  test.each(['\n', '\0', '\u007f', '\u0085', '\ud800'])('%j', (character) => {
    expect(problem(`gravel${character} ponder kite`)).toBe('PASSWORD_INVALID_CHARACTERS');
  });
});

describe('a password is refused as common if it', () => {
  test.each([
    ['is on the list', '1qaz2wsx3edc4rfv'],
    ['is on the list in another case', '1QAZ2wsx3EDC4rfv'],
    ['is a common password followed by digits', 'password20262026'],
    ['is a common password between other characters', '*** Password ***'],
    ['is two common passwords', 'iloveyouprincess'],
    ['is two common passwords with a space', 'Sunshine Butterfly'],
    ['is two common passwords between digits', '19 dragon-monster 84'],
    ['is a common password and a row of digits', 'starwars 1234567'],
    ['is rows of a keyboard', 'qwertyuiopasdfghjkl'],
    ['is a common password twice', 'passwordpassword'],
    ['is a repeated text', 'xk7qxk7qxk7qxk7q'],
    ['is a repeated text with separators', 'xk7q-xk7q-xk7q-'],
    ['is a repeated text with different separators', 'xk7q-xk7q_xk7q xk7q'],
    ['is one repeated letter', 'aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['is one repeated symbol', '!!!!!!!!!!!!!!!!'],
    ['is the alphabet', 'abcdefghijklmnopqrstuvwxyz'],
    ['is the alphabet in reverse', 'zyxwvutsrqponmlk'],
    ['is consecutive digits', '12345678901234567890'],
    ['is common words and a name', 'lovelace dragon monster'],
  ])('%s: %s', (_what, password) => {
    expect(problem(password)).toBe('PASSWORD_COMMON');
  });

  test('is one of at least 3,000 long enough ones, as ASVS 6.2.4 requires', () => {
    const words = lines.join(' ').split(' ').slice(0, 200);
    const pairs = words.flatMap((one) => words.map((other) => one + other));
    const long = [...new Set(pairs)].filter((pair) => pair.length >= 15);

    expect(long.length).toBeGreaterThan(3000);
    expect(long.filter((pair) => problem(pair, []) !== 'PASSWORD_COMMON')).toEqual([]);
  });
});

test('the list has 10,000 different passwords in lower case', () => {
  const words = lines.join(' ').split(' ');

  expect(words.length).toBeGreaterThanOrEqual(10_000);
  expect(new Set(words).size).toBe(words.length);
  expect(words.filter((word) => word.length < 4 || word !== word.toLowerCase())).toEqual([]);
});

describe('personal data does not add to the length of a password', () => {
  test.each([
    ["the service's name", 'ahoyhotel 12345'],
    ["a part of the service's name", 'the hotel #17 key'],
    ['the address', 'ada.lovelace@example.com'],
    ['a part of the address', 'Lovelace!29-11xq'],
    ["the user's name", 'Ada Lovelace 1815'],
    ['several of these together', 'lovelace@example hotel 42'],
  ])('%s', (_what, password) => {
    expect(problem(password)).toBe('PASSWORD_CONTAINS_PERSONAL_DATA');
  });

  test('in another Unicode normalization form', () => {
    expect(problem('Zoe\u0308lla-12345678', ['ZO\u00cbLLA'])).toBe(
      'PASSWORD_CONTAINS_PERSONAL_DATA',
    );
  });

  test('if one item contains another', () => {
    expect(problem('my hotel in uk 12345', ['Hotel', 'My Hotel in UK'])).toBe(
      'PASSWORD_CONTAINS_PERSONAL_DATA',
    );
  });

  test('unless an item is too short to be significant', () => {
    expect(problem('ada: 17 goats, 3 piers', ['Ada', 'a', ''])).toBeNull();
  });
});

test('the rules never throw, and an accepted password has 15 to 128 characters', () => {
  const unit = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.constantFrom(...CONTEXT, 'password', ' '),
  );
  const text = fc.array(unit, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.array(text), (password, context) => {
      const length = [...password.normalize('NFC')].length;
      return problem(password, context) !== null || (length >= 15 && length <= 128);
    }),
    { numRuns: 2000 },
  );
});
