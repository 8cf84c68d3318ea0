import { parse } from 'dotenv';
import fc from 'fast-check';
import { setVariable } from '../../../cli/credentials/set-variable';

const NAME = 'BASIC_AUTH_CREDENTIALS';

describe('setVariable', () => {
  test.each([
    ['in an empty file', '', 'X=a\n'],
    ['at the end', 'A=1\n', 'A=1\nX=a\n'],
    ['after a line without a line break', 'A=1', 'A=1\nX=a\n'],
    ['in its line', 'A=1\nX=old\nB=2\n', 'A=1\nX=a\nB=2\n'],
    ['in its line, written in any form', "A=1\n  X = 'o#ld'  \nB=2", 'A=1\nX=a\nB=2'],
    ['in the last of its lines, which applies', 'X=1\nX=2\nA=1\n', 'X=1\nX=a\nA=1\n'],
    ['below its example', '# X · optional\n# X=\n\n# A=\n', '# X · optional\n# X=\nX=a\n\n# A=\n'],
    ['with the line ends of Windows', 'A=1\r\nX=\r\nB=2\r\n', 'A=1\r\nX=a\r\nB=2\r\n'],
    ['at the end of a file of Windows', 'A=1\r\n', 'A=1\r\nX=a\r\n'],
  ])('sets a variable %s', (_case, before, after) => {
    expect(setVariable(before, 'X', 'a')).toBe(after);
  });

  test('sets a variable to several lines', () => {
    const text = setVariable('', NAME, 'ada:1\nbob:"2"');

    expect(text).toBe(`${NAME}="ada:1\\nbob:"2""\n`);
    expect(parse(text)).toEqual({ [NAME]: 'ada:1\nbob:"2"' });
  });
});

test('a value of other characters than letters, digits and + / = - has quotes', () => {
  expect(setVariable('', 'X', 'a b')).toBe('X="a b"\n');
});

test('JSON keeps its double quotes in single ones', () => {
  const text = setVariable('', 'X', '{"a":"b"}');

  expect(text).toBe(`X='{"a":"b"}'\n`);
  expect(parse(text)).toEqual({ X: '{"a":"b"}' });
});

test.each([
  ['a backslash before an n', 'do\\nald:1'],
  ['white space at its end', 'ada:1 '],
  ['white space at its start', ' ada:1'],
  ['a line separator that ends it for the parser', 'a\u2028da:1'],
  ['a carriage return', 'ada:1\rbob:2'],
])('a value that .env cannot store is refused: %s', (_case, value) => {
  expect(() => setVariable('A=1\n', NAME, value)).toThrow(`${NAME} cannot store this value`);
});

// Lines as people write them, and as nobody should.
const lineOf = fc.oneof(
  fc.constantFrom('', '#', '# note', `# ${NAME}=`, `${NAME}=old`, `${NAME} = "a\\nb"`, '\ufeffA=1'),
  fc
    .tuple(
      fc.constantFrom('A', 'B', `${NAME}_2`),
      fc.constantFrom('=', ' = ', '="', "='"),
      fc.string({ unit: 'grapheme' }),
    )
    .map((parts) => parts.join('').replaceAll('\n', '')),
);
const textOf = fc
  .tuple(fc.array(lineOf), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, isEnded]) => lines.join(end) + (isEnded ? end : ''));
const credentials = fc
  .array(fc.stringMatching(/^[\w.@+-]{1,20}:[\w$.,=/+{}"'#-]{1,90}$/), {
    minLength: 1,
    maxLength: 4,
  })
  .map((lines) => lines.join('\n'));

test('for any file, the parser returns the value and every other line stays', () => {
  fc.assert(
    fc.property(textOf, credentials, (before, value) => {
      const after = setVariable(before, NAME, value);

      expect(parse(after)).toEqual({ ...parse(before), [NAME]: value });
      expect([othersOf(before), ended(othersOf(before))]).toContain(othersOf(after));
    }),
    { numRuns: 500 },
  );
});

/** The text without the line that counts. */
function othersOf(text: string): string {
  const lines = text.split('\n');
  const index = lines.findLastIndex((line) => Object.hasOwn(parse(line), NAME));
  return lines.filter((_line, at) => at !== index).join('\n');
}

// A line that was added behind one that was not ended has ended it.
function ended(text: string): string {
  return text + (text.includes('\r\n') ? '\r\n' : '\n');
}
