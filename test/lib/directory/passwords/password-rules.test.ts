import fc from 'fast-check';
import { lines } from '../../../../lib/directory/passwords/common-passwords.json';
import { passwordProblem } from '../../../../lib/directory/passwords/password-rules';

const CONTEXT = ['Ahoy Hotel', 'ada.lovelace@example.com', 'Ada Lovelace'];
const problem = (password: string, context: readonly string[] = CONTEXT) =>
  passwordProblem({ password, context });

describe('a password is fine', () => {
  test.each([
    ['of four words', 'correct horse battery staple'],
    ['of 15 characters', 'xk7 mw2 pq9 zrt'],
    ['of small letters alone', 'gravelponderkite'],
    ['of digits alone', '483920175839201'],
    ['in capitals', 'GRAVEL PONDER KITE'],
    ['of other letters', 'высокая труба дымит'],
    ['of characters beyond the first plane', '🦊🐙🌵🚀🎻🧊🪁🥨🛶🏔🧵🍋🪐🎲🦚'],
    ['of 15 characters that are 14 in small letters', 'J\u030cxk7mw2pq9zrtv'],
    ['with spaces at its ends', ' gravel ponder '],
    ['of 128 characters', 'gravel ponder, '.repeat(8).concat('kite end')],
    ['of three common words', 'sunshine monkey dragon'],
    ['of 20 characters, twice', 'gravel ponder kite, gravel ponder kite, '],
    ['with a name in it, and enough beside', 'lovelace keeps 4 goats by the pier'],
    ['with a piece of a name', 'cannonade of mirrors'],
  ])('%s', (_what, password) => {
    expect(problem(password)).toBeNull();
  });
});

describe('the length of a password', () => {
  test.each([
    ['nothing', '', 'PASSWORD_TOO_SHORT'],
    ['14 characters', 'xk7 mw2 pq9 zr', 'PASSWORD_TOO_SHORT'],
    ['14 characters of two units each', '🦊🐙🌵🚀🎻🧊🪁🥨🛶🏔🧵🍋🪐🎲', 'PASSWORD_TOO_SHORT'],
    ['14 letters with an accent each', 'qwxzvbkjmgpdtf'.replace(/./g, '$&\u0301'), null],
    [
      '14 letters that are one each in NFC',
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

describe('a common password is refused', () => {
  test.each([
    ['is on the list', '1qaz2wsx3edc4rfv'],
    ['in other letters', '1QAZ2wsx3EDC4rfv'],
    ['is one with digits around it', 'password20262026'],
    ['is one with more around it', '*** Password ***'],
    ['is two in a row', 'iloveyouprincess'],
    ['is two of them, with a space', 'Sunshine Butterfly'],
    ['is two of them, with digits around', '19 dragon-monster 84'],
    ['is one and its digits', 'starwars 1234567'],
    ['is rows of a keyboard', 'qwertyuiopasdfghjkl'],
    ['is one again', 'passwordpassword'],
    ['is a text again and again', 'xk7qxk7qxk7qxk7q'],
    ['is a text again and again, with signs', 'xk7q-xk7q-xk7q-'],
    ['is a text again and again, with other signs', 'xk7q-xk7q_xk7q xk7q'],
    ['is one character', 'aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['is one sign', '!!!!!!!!!!!!!!!!'],
    ['is the alphabet', 'abcdefghijklmnopqrstuvwxyz'],
    ['is the alphabet from its end', 'zyxwvutsrqponmlk'],
    ['is digits in their order', '12345678901234567890'],
    ['is one, and a name', 'lovelace dragon monster'],
  ])('%s: %s', (_what, password) => {
    expect(problem(password)).toBe('PASSWORD_COMMON');
  });

  test('at least 3,000 that are long enough are refused, as ASVS 6.2.4 wants', () => {
    const words = lines.join(' ').split(' ').slice(0, 200);
    const pairs = words.flatMap((one) => words.map((other) => one + other));
    const long = [...new Set(pairs)].filter((pair) => pair.length >= 15);

    expect(long.length).toBeGreaterThan(3000);
    expect(long.filter((pair) => problem(pair, []) !== 'PASSWORD_COMMON')).toEqual([]);
  });
});

test('the list has 10,000 in small letters, each once', () => {
  const words = lines.join(' ').split(' ');

  expect(words.length).toBeGreaterThanOrEqual(10_000);
  expect(new Set(words).size).toBe(words.length);
  expect(words.filter((word) => word.length < 4 || word !== word.toLowerCase())).toEqual([]);
});

describe('personal data does not add to the length of a password', () => {
  test.each([
    ["the service's name", 'ahoyhotel 12345'],
    ['a part of it', 'the hotel #17 key'],
    ['the address', 'ada.lovelace@example.com'],
    ['a part of the address', 'Lovelace!29-11xq'],
    ['the name', 'Ada Lovelace 1815'],
    ['all of it', 'lovelace@example hotel 42'],
  ])('%s', (_what, password) => {
    expect(problem(password)).toBe('PASSWORD_CONTAINS_PERSONAL_DATA');
  });

  test('also where it is written with other accents', () => {
    expect(problem('Zoe\u0308lla-12345678', ['ZO\u00cbLLA'])).toBe(
      'PASSWORD_CONTAINS_PERSONAL_DATA',
    );
  });

  test('also where one part of it is in another', () => {
    expect(problem('my hotel in uk 12345', ['Hotel', 'My Hotel in UK'])).toBe(
      'PASSWORD_CONTAINS_PERSONAL_DATA',
    );
  });

  test('unless it is too short to mean anything', () => {
    expect(problem('ada: 17 goats, 3 piers', ['Ada', 'a', ''])).toBeNull();
  });
});

test('no text and no context makes it throw, and what is fine has 15 to 128 characters', () => {
  const unit = fc.oneof(
    fc.string({ unit: 'binary' }),
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
