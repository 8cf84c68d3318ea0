import fc from 'fast-check';
import { type Filter, OPERATORS, parseFilter } from '../../../lib/scim/filter';
import { USER_ATTRIBUTES } from '../../../lib/scim/user-attributes';
import { anyCharacter } from '../../support/guard/any-character';

const parse = (text: string) => parseFilter(text, USER_ATTRIBUTES);

const NAMES = [...USER_ATTRIBUTES.keys()].filter((name) => !name.startsWith('emails'));
const value = fc
  .string({ unit: anyCharacter, maxLength: 20 })
  .filter((text) => !/[\0\p{Cs}]/u.test(text));

/** A filter and its text, written with any spaces, brackets and cases. */
interface Written {
  readonly text: string;
  readonly filter: Filter;
}

const anyCase = (word: string) =>
  fc
    .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
    .map((upper) =>
      [...word].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''),
    );
const space = fc.constantFrom(' ', '  ', '\t');
const prefix = fc.constantFrom('', 'urn:ietf:params:scim:schemas:core:2.0:User:');

const leaf: fc.Arbitrary<Written> = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.constantFrom(...OPERATORS, 'pr' as const),
    value,
    space,
    prefix,
  )
  .chain(([name, operator, given, gap, urn]) =>
    fc.tuple(anyCase(name), anyCase(operator)).map(([path, op]): Written => {
      const attribute = USER_ATTRIBUTES.get(name) ?? '';
      const start = `${urn}${path}${gap}${op}`;
      if (operator === 'pr') return { text: start, filter: { type: 'present', attribute } };
      const text = `${start}${gap}${JSON.stringify(given)}`;
      return { text, filter: { type: 'compare', attribute, operator, value: given } };
    }),
  );

const { whole } = fc.letrec<{ whole: Written }>((tie) => ({
  whole: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.tuple(tie('whole'), space).map(
      ([{ text, filter }, gap]): Written => ({
        text: `not${gap}(${text})`,
        filter: { type: 'not', filter },
      }),
    ),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('whole'), { minLength: 2, maxLength: 3 }),
      )
      .map(
        ([type, parts]): Written => ({
          text: parts.map(({ text }) => `(${text})`).join(` ${type} `),
          filter: { type, filters: parts.map(({ filter }) => filter) },
        }),
      ),
  ),
}));

test('every filter of the grammar is read as what it means', () => {
  fc.assert(fc.property(whole, ({ text, filter }) => expect(parse(text)).toEqual(filter)));
});

test('any other text is refused as invalidFilter, and nothing else happens', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...['(', ')', '[', ']', '"', '\\', ' and ', ' or ', 'not ', ' eq ', 'userName', '.'],
    ),
    fc.string({ unit: anyCharacter, maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      try {
        parse(pieces.join(''));
      } catch (reason) {
        expect(reason).toMatchObject({ status: 400, scimType: 'invalidFilter' });
      }
    }),
  );
});

test('and binds before or, and not before both', () => {
  const compare = (attribute: string) => ({ type: 'present', attribute });
  expect(parse('userName pr or active pr and not (id pr) or externalId pr')).toEqual({
    type: 'or',
    filters: [
      compare('userName'),
      { type: 'and', filters: [compare('active'), { type: 'not', filter: compare('id') }] },
      compare('externalId'),
    ],
  });
});

test('a bare word is a value, and null is no value', () => {
  const compare = { type: 'compare', attribute: 'userName', operator: 'eq' };
  expect(parse('userName eq bob@example.com')).toEqual({ ...compare, value: 'bob@example.com' });
  expect(parse('userName eq null')).toEqual({ ...compare, value: null });
  expect(parse('userName eq "null"')).toEqual({ ...compare, value: 'null' });
});

test.each([
  [60, true],
  [61, false],
])('brackets of the depth %i are accepted: %p', (depth, isAccepted) => {
  const text = `${'('.repeat(depth)}userName pr${')'.repeat(depth)}`;
  if (isAccepted) expect(parse(text)).toMatchObject({ type: 'present' });
  else expect(() => parse(text)).toThrow('too many brackets');
});

test('a filter has at most 8 kB', () => {
  const ofLength = (length: number) => `userName eq "${'a'.repeat(length - 14)}"`;
  expect(parse(ofLength(8192))).toMatchObject({ operator: 'eq' });
  expect(() => parse(ofLength(8193))).toThrow('8 kB');
  expect(() => parse(`${'('.repeat(8000)}`)).toThrow('too many brackets');
});

test('a filter has at most 100 comparisons', () => {
  const ofNumber = (number: number) => Array.from({ length: number }, () => 'id pr').join(' or ');
  expect(parse(ofNumber(100))).toMatchObject({ type: 'or' });
  expect(() => parse(ofNumber(101))).toThrow('too many comparisons');
});

test.each(['__proto__', 'constructor', 'toString', 'emails.__proto__', 'userName.length'])(
  'the name %s is no attribute',
  (name) => {
    expect(() => parse(`${name} pr`)).toThrow('cannot be compared');
  },
);
