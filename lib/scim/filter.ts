import { attributeName, isStorable } from './attribute';
import { invalidFilter } from './scim-error';
import { type FilterToken, filterTokens } from './tokens';

export const OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type Operator = (typeof OPERATORS)[number];

/** A filter (RFC 7644 section 3.4.2.2) over a closed list of attributes. It contains no text of the request but values. */
export type Filter<Attribute extends string = string> =
  | { readonly type: 'and'; readonly filters: readonly Filter<Attribute>[] }
  | { readonly type: 'or'; readonly filters: readonly Filter<Attribute>[] }
  | { readonly type: 'not'; readonly filter: Filter<Attribute> }
  | { readonly type: 'present'; readonly attribute: Attribute }
  | {
      readonly type: 'compare';
      readonly attribute: Attribute;
      readonly operator: Operator;
      /** Null compares with no value. Numbers and booleans are as the request spelled them. */
      readonly value: string | null;
    };

const MAX_BYTES = 8192;
const MAX_DEPTH = 60;
const MAX_COMPARISONS = 100;

/**
 * Parses a filter.
 *
 * @param attributes - the attributes that may be compared, by their names in lowercase, such as `name.givenname`.
 * @param most - the number of comparisons that there may be.
 * @throws ScimError `invalidFilter`
 */
export function parseFilter<Attribute extends string>(
  text: string,
  attributes: ReadonlyMap<string, Attribute>,
  most = MAX_COMPARISONS,
): Filter<Attribute> {
  if (Buffer.byteLength(text) > MAX_BYTES) throw invalidFilter('must have at most 8 kB');
  const tokens = filterTokens(text);
  if (tokens === undefined) throw invalidFilter('has a value that is not JSON');
  const parser = new Parser(tokens, attributes, most);
  const filter = parser.or('', 0);
  if (!parser.isAtEnd()) throw invalidFilter('has a part that cannot be read');
  return filter;
}

/** A parser by recursive descent: `not` binds before `and`, and `and` before `or`. */
class Parser<Attribute extends string> {
  readonly #tokens: readonly FilterToken[];
  readonly #attributes: ReadonlyMap<string, Attribute>;
  #at = 0;
  /** The number of further comparisons that there may be. */
  #left: number;

  constructor(
    tokens: readonly FilterToken[],
    attributes: ReadonlyMap<string, Attribute>,
    most: number,
  ) {
    this.#tokens = tokens;
    this.#attributes = attributes;
    this.#left = most;
  }

  isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  /** @param prefix - the attribute whose values are filtered in square brackets, with a dot. */
  or(prefix: string, depth: number): Filter<Attribute> {
    if (depth > MAX_DEPTH) throw invalidFilter('has too many brackets');
    return this.#joined('or', () => this.#joined('and', () => this.#term(prefix, depth)));
  }

  #joined(type: 'and' | 'or', next: () => Filter<Attribute>): Filter<Attribute> {
    const first = next();
    const filters = [first];
    while (this.#takeWord(type)) filters.push(next());
    return filters.length === 1 ? first : { type, filters };
  }

  #term(prefix: string, depth: number): Filter<Attribute> {
    if (this.#peek()?.text.toLowerCase() === 'not' && this.#peek(1)?.text === '(') {
      this.#at += 1;
      return { type: 'not', filter: this.#bracketed('(', prefix, depth) };
    }
    if (this.#isBracket('(')) return this.#bracketed('(', prefix, depth);
    return this.#expression(prefix, depth);
  }

  #bracketed(open: '(' | '[', prefix: string, depth: number): Filter<Attribute> {
    if (!this.#takeBracket(open)) throw invalidFilter('lacks a bracket');
    const filter = this.or(prefix, depth + 1);
    if (!this.#takeBracket(open === '(' ? ')' : ']')) throw invalidFilter('lacks a bracket');
    return filter;
  }

  // As in emails[type eq "work"].value eq "ada@example.com": the same value must satisfy both.
  #expression(prefix: string, depth: number): Filter<Attribute> {
    const path = `${prefix}${attributeName(this.#word('an attribute'))}`;
    if (!this.#isBracket('[')) return this.#comparison(path);
    if (prefix !== '') throw invalidFilter('has square brackets inside of others');
    const inner = this.#bracketed('[', `${path}.`, depth);
    const after = this.#peek();
    if (after?.type !== 'word' || !after.text.startsWith('.')) return inner;
    this.#at += 1;
    const comparison = this.#comparison(`${path}${attributeName(after.text)}`);
    return { type: 'and', filters: [inner, comparison] };
  }

  #comparison(path: string): Filter<Attribute> {
    this.#left -= 1;
    if (this.#left < 0) throw invalidFilter('has too many comparisons');
    const attribute = this.#attributes.get(path);
    if (attribute === undefined) throw invalidFilter('has an attribute that cannot be compared');
    const word = this.#word('an operator').toLowerCase();
    if (word === 'pr') return { type: 'present', attribute };
    const operator = OPERATORS.find((one) => one === word);
    if (operator === undefined) throw invalidFilter('has an unknown operator');
    return { type: 'compare', attribute, operator, value: this.#value() };
  }

  #value(): string | null {
    const token = this.#take();
    if (token === undefined || token.type === 'bracket') throw invalidFilter('lacks a value');
    if (!isStorable(token.text)) throw invalidFilter('has a character that no value has');
    return token.type === 'word' && token.text === 'null' ? null : token.text;
  }

  #word(what: string): string {
    const token = this.#take();
    if (token?.type !== 'word') throw invalidFilter(`lacks ${what}`);
    return token.text;
  }

  #peek(ahead = 0): FilterToken | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #take(): FilterToken | undefined {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #isBracket(text: string): boolean {
    const token = this.#peek();
    return token?.type === 'bracket' && token.text === text;
  }

  #takeBracket(text: string): boolean {
    if (!this.#isBracket(text)) return false;
    this.#at += 1;
    return true;
  }

  #takeWord(text: string): boolean {
    const token = this.#peek();
    if (token?.type !== 'word' || token.text.toLowerCase() !== text) return false;
    this.#at += 1;
    return true;
  }
}
