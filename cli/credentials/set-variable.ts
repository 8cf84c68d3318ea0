import { parse } from 'dotenv';
import { CliError } from '../run-command';

/**
 * Sets a variable in the text of an `.env` file and leaves every other line as it is. A variable that
 * is not there yet goes below the comment that shows it, else to the end.
 *
 * @throws CliError where the toolkit's parser would not read just this value back.
 */
export function setVariable(text: string, name: string, value: string): string {
  const lines = text.split('\n');
  const assignment = `${name}=${quoted(value)}`;
  // Of several assignments, the last one counts.
  const index = lines.findLastIndex((line) => Object.hasOwn(parse(line), name));
  const example = lines.findLastIndex((line) => line.startsWith(`# ${name}=`));
  if (index !== -1) lines[index] = withEndOf(lines[index], assignment);
  else if (example !== -1) lines.splice(example + 1, 0, withEndOf(lines[example], assignment));
  else return check(text, append(text, assignment), { [name]: value });
  return check(text, lines.join('\n'), { [name]: value });
}

// Inside double quotes, \n ends a line. JSON has double quotes of its own, which other programs that
// read such a file take for the end.
function quoted(value: string): string {
  if (value.includes('"') && !/['\n]/.test(value)) return `'${value}'`;
  return `"${value.replaceAll('\n', '\\n')}"`;
}

function append(text: string, line: string): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text}${text === '' || text.endsWith('\n') ? '' : end}${line}${end}`;
}

function withEndOf(old: string | undefined, line: string): string {
  return old?.endsWith('\r') ? `${line}\r` : line;
}

function check(before: string, after: string, change: Readonly<Record<string, string>>): string {
  const expected = { ...parse(before), ...change };
  const found = parse(after);
  const names = Object.keys(expected);
  const isSame = names.every((name) => found[name] === expected[name]);
  if (isSame && Object.keys(found).length === names.length) return after;
  throw new CliError(
    `${Object.keys(change)[0]} cannot hold this: in .env, a backslash before an n and white space at ` +
      'either end do not stay what they are. Nothing was changed. Use --file, or for a token another name.',
  );
}
