/** A command of a guide, and the lines that it is said to print. */
export interface GuideCommand {
  readonly command: string;
  readonly answer: readonly string[];
}

/** What a reader of a guide does next. */
export type GuideStep =
  /** Writes a file. */
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  /** Adds lines to `.env`. */
  | { readonly kind: 'settings'; readonly text: string }
  /** Runs lines that set something up. */
  | { readonly kind: 'setup'; readonly text: string }
  /** Calls the service. */
  | { readonly kind: 'calls'; readonly commands: readonly GuideCommand[] }
  /** Looks for lines in the service's log. */
  | { readonly kind: 'log'; readonly lines: readonly string[] };

/** The steps of a guide, in its order: its blocks `ts` that name a file, `ini`, `sh`, `console` and `json`. */
export function readGuide(markdown: string): readonly GuideStep[] {
  const blocks = markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return [...blocks].flatMap(([, language = '', text = '']) => toStep(language, text) ?? []);
}

function toStep(language: string, text: string): GuideStep | undefined {
  if (language === 'ini') return { kind: 'settings', text };
  if (language === 'sh') return { kind: 'setup', text };
  if (language === 'console') return { kind: 'calls', commands: readCommands(text) };
  if (language === 'json') return { kind: 'log', lines: linesOf(text) };
  const [, name] = /^\/\/ (functions\/\S+\.ts)$/m.exec(text) ?? [];
  if (language !== 'ts' || name === undefined) return undefined;
  return { kind: 'file', name, text };
}

/** The commands of a console block: each begins with `$ `, and what it prints comes after it. */
export function readCommands(text: string): readonly GuideCommand[] {
  const commands = text.split(/^\$ /m).slice(1);
  return commands.map((one) => {
    const [command = '', ...answer] = linesOf(one);
    return { command, answer };
  });
}

/**
 * The lines that were shown and not printed, in this order. `…` in a line stands for any text; a line
 * `…` for any lines.
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

// Part by part, each at the first place where it is: a pattern with many gaps would take forever.
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
