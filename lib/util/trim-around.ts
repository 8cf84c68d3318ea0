/**
 * Cuts off the characters around a text that fit, at both ends. An expression that looks for them at the
 * end of a text takes time in proportion to the square of its length.
 *
 * @param fits - matches one character.
 * @example trimAround(' a b ', /\s/u) // 'a b'
 */
export function trimAround(text: string, fits: RegExp): string {
  const characters = [...text];
  const isOther = (character: string) => !fits.test(character);
  const first = characters.findIndex(isOther);
  if (first === -1) return '';
  return characters.slice(first, characters.findLastIndex(isOther) + 1).join('');
}
