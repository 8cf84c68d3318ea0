import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { go, route } from '../router';
import { text } from '../texts/text';
import { Button } from './button';
import { Icon } from './icon';

/** The filters of a list. They are in the address, so a link opens the same list. */
export interface FiltersOf<Name extends string> {
  /** The value of each filter, empty if it is not set. */
  readonly values: Readonly<Record<Name, string>>;
  readonly isAny: boolean;
  set(changes: Partial<Readonly<Record<Name, string>>>): void;
  clear(): void;
}

/** Returns the filters that the address has. */
export function useFilters<Name extends string>(names: readonly Name[]): FiltersOf<Name> {
  const { path, query } = route.value;
  const values = Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])) as Record<
    Name,
    string
  >;
  return {
    values,
    isAny: names.some((name) => values[name] !== ''),
    set: (changes) => go(path, { ...values, ...changes }, { replace: true }),
    clear: () => go(path, {}, { replace: true }),
  };
}

/** The bar of filters above a list. */
export function FilterBar<Name extends string>({
  filters,
  children,
}: {
  readonly filters: FiltersOf<Name>;
  readonly children: ComponentChildren;
}) {
  return (
    <search class="filters">
      {children}
      {filters.isAny && (
        <Button look="quiet" onClick={filters.clear}>
          {text.frame.clearFilters}
        </Button>
      )}
    </search>
  );
}

const DELAY_MS = 250;

/** The properties of {@link SearchFilter}. */
export interface SearchFilterProps {
  readonly label: string;
  readonly value: string;
  /** Gets the text when the user pauses. */
  readonly onSearch: (text: string) => void;
}

/** A text to search for. */
export function SearchFilter({ label, value, onSearch }: SearchFilterProps) {
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    const isTyping = timer.current !== null;
    if (input.current !== null && !isTyping) input.current.value = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return (
    <div class="field search">
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        maxLength={100}
        onInput={(event) => {
          const wanted = event.currentTarget.value.trim();
          clearTimeout(timer.current ?? undefined);
          timer.current = setTimeout(() => {
            timer.current = null;
            onSearch(wanted);
          }, DELAY_MS);
        }}
      />
    </div>
  );
}

/** The properties of {@link SelectFilter}. */
export interface SelectFilterProps {
  readonly label: string;
  readonly value: string;
  /** The first option has the empty value, which is no filter. */
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

/** A choice of one value of a filter. */
export function SelectFilter({ label, value, options, onChange }: SelectFilterProps) {
  return (
    <div class="field">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([key, what]) => (
          <option key={key} value={key}>
            {what}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The properties of {@link DateFilter}. */
export interface DateFilterProps {
  readonly label: string;
  /** A day, such as `2026-11-29`. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day that limits a list. */
export function DateFilter({ label, value, onChange }: DateFilterProps) {
  return (
    <label class="field date">
      <span class="muted">{label}</span>
      <input type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </label>
  );
}

/** A filter that is set and that a click removes. */
export function Chosen({
  label,
  onClear,
}: {
  readonly label: string;
  readonly onClear: () => void;
}) {
  return (
    <Button aria-label={text.frame.clearFilter(label)} onClick={onClear}>
      <span class="cut">{label}</span>
      <Icon name="close" />
    </Button>
  );
}
