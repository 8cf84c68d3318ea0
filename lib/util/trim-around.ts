/**
 * Removes matching characters at both ends of a text. A regular expression anchored at the end of the text
 * would take time proportional to the square of its length.
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
