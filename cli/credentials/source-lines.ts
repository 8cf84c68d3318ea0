// What stands where the last line was removed: a deploy does not send a variable that is empty, so
// the old value would stay online.
const NOBODY = '# nobody';

/** Whether a line says that nobody is left. */
export function isNobody(line: string): boolean {
  return line.trimEnd() === NOBODY;
}

/** Adds a line at the end. */
export function withLine(text: string, line: string): string {
  const lines = text.split('\n').filter((one) => !isNobody(one));
  return `${lines.join('\n')}${line}\n`;
}

/** Removes lines. Comments stay. */
export function withoutLines(text: string, isGone: (line: string) => boolean): string {
  const rest = text
    .split('\n')
    .filter((line) => !isGone(line))
    .join('\n');
  return rest.trim() === '' ? `${NOBODY}\n` : rest;
}
