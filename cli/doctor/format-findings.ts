import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { Diagnosis } from './diagnose';
import { count, type Finding, type Level } from './finding';

const WIDTH = 80;
const LEVEL_WIDTH = 9;
const MAX_NAME_WIDTH = 24;
const MAX_NAME_LENGTH = 70;

const COLORS = { error: 'red', warning: 'yellow', ok: 'green' } as const;

/** Formats findings as a table of three columns, with the counts in the last line. */
export function formatTable(findings: readonly Finding[], { color }: { color: boolean }): string {
  const longest = Math.max(0, ...findings.map(({ name }) => name.length));
  const nameWidth = Math.min(longest, MAX_NAME_WIDTH) + 2;
  const rows = findings.map((finding) => row(finding, nameWidth, color));
  return `\n${[...rows, '', summary(findings)].join('\n')}\n`;
}

/** Returns the number of findings of a level. */
export function countOf(findings: readonly Finding[], level: Level): number {
  return findings.filter((finding) => finding.level === level).length;
}

/** Formats a diagnosis as JSON. docs/doctor.md describes its keys, which may grow but do not change. */
export function formatJson({ state, findings }: Diagnosis): string {
  const { env, target, functions } = state;
  const report = {
    version: 1,
    ok: countOf(findings, 'error') === 0,
    counts: {
      error: countOf(findings, 'error'),
      warning: countOf(findings, 'warning'),
      ok: countOf(findings, 'ok'),
    },
    envFile: env.name,
    environment: target.environment,
    production: target.isProduction,
    functions: functions.map(({ path, visibility, file, access, probe, schemes }) => ({
      path,
      visibility,
      file,
      access,
      refuses:
        probe === undefined || probe.ending !== undefined ? null : probe.accepted.length === 0,
      schemes: schemes.map(({ name, users }) => ({ name, users })),
    })),
    findings: findings.map(({ level, name, message, remedy = null }) => ({
      level,
      name,
      message,
      remedy,
    })),
  };
  return JSON.stringify(report, null, 2);
}

/**
 * Returns whether to print colors: only to a terminal, and not if NO_COLOR is set.
 *
 * @see https://no-color.org
 */
export function useColor(stream: WriteStream): boolean {
  return stream.isTTY === true && !process.env['NO_COLOR'];
}

function row({ level, name, message, remedy }: Finding, nameWidth: number, color: boolean) {
  const indent = ' '.repeat(LEVEL_WIDTH + nameWidth);
  const width = WIDTH - indent.length;
  const text = [
    ...wrap(message.startsWith(`${name} `) ? message.slice(name.length + 1) : message, width),
    ...(remedy === undefined ? [] : wrap(`→ ${remedy}`, width)),
  ];
  const padded = level.padEnd(LEVEL_WIDTH);
  const shown = color ? styleText(COLORS[level], padded, { validateStream: false }) : padded;
  const short = name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH - 1)}…` : name;
  const [first, ...others] =
    short.length + 2 > nameWidth
      ? [short, ...text]
      : [short.padEnd(nameWidth) + text[0], ...text.slice(1)];
  return [shown + first, ...others.map((line) => indent + line)].join('\n');
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

function summary(findings: readonly Finding[]): string {
  const errors = countOf(findings, 'error');
  const warnings = countOf(findings, 'warning');
  const counts = `${count(errors, 'error')}, ${count(warnings, 'warning')}, ${countOf(findings, 'ok')} ok.`;
  if (errors > 0) return `${counts} Fix the errors before you deploy.`;
  if (warnings > 0) return `${counts} Check the warnings before you deploy.`;
  return `${counts} Ready to deploy.`;
}
