import { isStorable } from './attribute';

/** A part of a filter: a bracket, a word, or a quoted value. */
export interface FilterToken {
  readonly type: 'bracket' | 'word' | 'text';
  readonly text: string;
}

const SPACE = /[ \t]/;
const BRACKETS = '()[]';
const QUOTE = '"';

/** Splits a filter into its parts in one pass. Returns `undefined` for a quoted value that is not JSON. */
export function filterTokens(filter: string): readonly FilterToken[] | undefined {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < filter.length) {
    const character = filter.charAt(at);
    if (SPACE.test(character)) {
      at += 1;
    } else if (BRACKETS.includes(character)) {
      tokens.push({ type: 'bracket', text: character });
      at += 1;
    } else if (character === QUOTE) {
      const end = endOfText(filter, at);
      const text = textOf(filter.slice(at, end));
      if (text === undefined) return undefined;
      tokens.push({ type: 'text', text });
      at = end;
    } else {
      const end = endOfWord(filter, at);
      tokens.push({ type: 'word', text: filter.slice(at, end) });
      at = end;
    }
  }
  return tokens;
}

function endOfText(filter: string, start: number): number {
  let at = start + 1;
  while (at < filter.length && filter.charAt(at) !== QUOTE) {
    at += filter.charAt(at) === '\\' ? 2 : 1;
  }
  return at + 1;
}

function endOfWord(filter: string, start: number): number {
  let at = start;
  while (at < filter.length && !isEnd(filter.charAt(at))) at += 1;
  return at;
}

function isEnd(character: string): boolean {
  return SPACE.test(character) || BRACKETS.includes(character) || character === QUOTE;
}

function textOf(quoted: string): string | undefined {
  try {
    const text: unknown = JSON.parse(quoted);
    return typeof text === 'string' && isStorable(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
