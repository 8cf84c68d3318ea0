/** A command of a guide, with the lines that the guide shows as its output. */
export interface GuideCommand {
  readonly command: string;
  readonly answer: readonly string[];
}

/** A step of a guide. */
export type GuideStep =
  /** Writes a file. */
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  /** Adds lines to `.env`. */
  | { readonly kind: 'settings'; readonly text: string }
  /** Runs lines that set something up. */
  | { readonly kind: 'setup'; readonly text: string }
  /** Calls the service. */
  | { readonly kind: 'calls'; readonly commands: readonly GuideCommand[] }
  /** Expects lines in the service's log. */
  | { readonly kind: 'log'; readonly lines: readonly string[] };

// The comment of a listing that names its file.
const FILE_NAME = /^(?:\/\/ ((?:functions|src)\/\S+\.[jt]s)|# (\S+\.(?:conf|htpasswd)))$/m;
const FILE_LANGUAGES = ['js', 'ts', 'nginx', 'text'];

/**
 * Returns the steps of a guide in order: its blocks `ini`, `sh`, `console`, `json` and `log`, and the listings that
 * name their file.
 */
export function readGuide(markdown: string): readonly GuideStep[] {
  const blocks = markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return [...blocks].flatMap(([, language = '', text = '']) => toStep(language, text) ?? []);
}

/** Returns the steps of each section of a guide, by its heading. Sections without steps are omitted. */
export function readSections(markdown: string): ReadonlyMap<string, readonly GuideStep[]> {
  const sections = markdown.split(/^#{2,} /m).slice(1);
  const read = sections.map((text) => [text.split('\n')[0] ?? '', readGuide(text)] as const);
  return new Map(read.filter(([, steps]) => steps.length > 0));
}

function toStep(language: string, text: string): GuideStep | undefined {
  if (language === 'ini') return { kind: 'settings', text };
  if (language === 'sh') return { kind: 'setup', text };
  if (language === 'console') return { kind: 'calls', commands: readCommands(text) };
  if (['json', 'log'].includes(language)) return { kind: 'log', lines: linesOf(text) };
  const [, source, other] = FILE_NAME.exec(text) ?? [];
  const name = source ?? other;
  if (!FILE_LANGUAGES.includes(language) || name === undefined) return undefined;
  return { kind: 'file', name, text };
}

/** Returns the commands of a console block. Each begins with `$ ` and is followed by its output. */
export function readCommands(text: string): readonly GuideCommand[] {
  const commands = text.split(/^\$ /m).slice(1);
  return commands.map((one) => {
    const [command = '', ...answer] = linesOf(one);
    return { command, answer };
  });
}

/**
 * Returns the shown lines that were not printed in this order. `…` in a line stands for any text, and a line `…` stands
 * for any lines.
 */
export function missingLines(shown: readonly string[], printed: string): readonly string[] {
  const left = linesOf(printed);
  return shown.filter((line) => {
    if (line === '…') return false;
    const found = left.findIndex((one) => isLike(line, one));
    if (found === -1) return true;
    left.splice(0, found + 1);
    return false;
  });
}

// Each part is matched at its first position, because a pattern with many gaps would take too long.
function isLike(shown: string, printed: string): boolean {
  const [first = '', ...parts] = shown.split('…');
  if (!printed.startsWith(first)) return false;
  const last = parts.pop();
  if (last === undefined) return shown === printed;
  let end = first.length;
  for (const part of parts) {
    const at = printed.indexOf(part, end + 1);
    if (at === -1) return false;
    end = at + part.length;
  }
  return printed.length - last.length > end && printed.endsWith(last);
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '');
}
