import { type RawBuilder, sql } from 'kysely';
import { parseEmail } from '../../mail/email-address';
import type { Filter, Operator } from '../../scim/filter';
import { invalidFilter } from '../../scim/scim-error';
import { parseTime } from '../../util/timestamp';

/** A column that filters compare. */
export interface FilterColumn {
  readonly column: RawBuilder<unknown>;
  /** `text` is the same in upper and lower case. */
  readonly type: 'exact' | 'text' | 'boolean' | 'time';
  /** Selects the ids of the rows with a value by an index, as a query in `id = any(array(…))`. */
  readonly lookUp?: (value: string) => RawBuilder<boolean>;
}

/** The condition of a query. Every name in it is this module's caller's, and every value a parameter. */
export type Condition = RawBuilder<boolean>;

/**
 * Returns the condition of a filter.
 *
 * @throws ScimError `invalidFilter` for a value of another type than the attribute's, or an operator that it lacks.
 */
export function filterCondition<Attribute extends string>(
  filter: Filter<Attribute>,
  columns: Readonly<Record<Attribute, FilterColumn>>,
): Condition {
  if (filter.type === 'and' || filter.type === 'or') {
    const parts = filter.filters.map((part) => filterCondition(part, columns));
    return sql<boolean>`(${sql.join(parts, filter.type === 'and' ? sql` and ` : sql` or `)})`;
  }
  // A comparison with a missing value is null, which is as good as false but here.
  if (filter.type === 'not') {
    return sql<boolean>`(${filterCondition(filter.filter, columns)}) is not true`;
  }
  const column: FilterColumn = columns[filter.attribute];
  if (filter.type === 'present') return sql<boolean>`${column.column} is not null`;
  return comparison(column, filter.operator, filter.value);
}

function comparison(given: FilterColumn, operator: Operator, value: string | null): Condition {
  if (value === null) return nullComparison(given, operator);
  if (operator === 'ne') return sql<boolean>`(${comparison(given, 'eq', value)}) is not true`;
  if (given.lookUp !== undefined && operator === 'eq') return given.lookUp(value);
  if (given.type === 'boolean') return booleanComparison(given, operator, value);
  if (given.type === 'time') return timeComparison(given, operator, value);
  return textComparison(given, operator, value);
}

function nullComparison({ column }: FilterColumn, operator: Operator): Condition {
  if (operator === 'eq') return sql<boolean>`${column} is null`;
  if (operator === 'ne') return sql<boolean>`${column} is not null`;
  throw invalidFilter('compares null by another operator than eq and ne');
}

function booleanComparison({ column }: FilterColumn, operator: Operator, value: string): Condition {
  const given = value.toLowerCase();
  if (operator !== 'eq' || (given !== 'true' && given !== 'false')) {
    throw invalidFilter('compares a boolean by eq or ne with true or false');
  }
  return sql<boolean>`${column} = ${given === 'true'}`;
}

const SIGNS = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

function signOf(operator: Operator): RawBuilder<unknown> | undefined {
  return operator in SIGNS ? sql.raw(SIGNS[operator as keyof typeof SIGNS]) : undefined;
}

// Resources show milliseconds.
function timeComparison({ column }: FilterColumn, operator: Operator, value: string): Condition {
  const [sign, time] = [signOf(operator), parseTime(value)];
  if (sign === undefined || time === null) {
    throw invalidFilter('compares a time with a text that is none, or as a text');
  }
  return sql<boolean>`date_trunc('milliseconds', ${column}) ${sign} ${time}::timestamptz`;
}

function textComparison(
  { column, type }: FilterColumn,
  operator: Operator,
  value: string,
): Condition {
  const folded = (text: RawBuilder<unknown>) =>
    type === 'text' ? sql`lower(${text} collate "und-x-icu")` : text;
  const [one, other] = [folded(sql`${column}`), folded(sql`${value}::text`)];
  if (operator === 'co') return sql<boolean>`strpos(${one}, ${other}) > 0`;
  if (operator === 'sw') return sql<boolean>`starts_with(${one}, ${other})`;
  if (operator === 'ew') return sql<boolean>`right(${one}, length(${other})) = ${other}`;
  const sign = signOf(operator);
  if (operator === 'eq') return sql<boolean>`${one} = ${other}`;
  return sql<boolean>`${one} collate "C" ${sign ?? sql.raw('=')} ${other} collate "C"`;
}

/** Returns the key of an address in a filter. A text that is none matches nothing but itself. */
export function addressKey(value: string): string {
  return parseEmail(value)?.key ?? value.toLowerCase();
}
