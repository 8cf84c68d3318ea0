import fc from 'fast-check';

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;
const LAST = 0x10ffff;

/**
 * Any code point except surrogates, for `fc.string({ unit: anyCharacter })`. It gives what fast-check's unit `binary`
 * gives, which first lists all code points and takes a second of processor time.
 */
export const anyCharacter = fc
  .nat({ max: LAST - SURROGATES })
  .map(
    (index) => String.fromCodePoint(index < FIRST_SURROGATE ? index : index + SURROGATES),
    indexOf,
  );

function indexOf(value: unknown): number {
  const [character = '', ...more] = typeof value === 'string' ? value : '';
  const point = character.codePointAt(0);
  // fast-check asks in this way whether a value is a single character.
  if (point === undefined || more.length > 0) throw new Error('This is not one character.');
  if (point < FIRST_SURROGATE) return point;
  if (point < FIRST_SURROGATE + SURROGATES) throw new Error('This is a surrogate.');
  return point - SURROGATES;
}
