import { Button } from '../../parts/button';
import { Chosen, DateFilter, FilterBar, type FiltersOf, SelectFilter } from '../../parts/filters';
import { Icon } from '../../parts/icon';
import type { RenderDialog } from '../../parts/use-dialog';
import { text } from '../../texts/text';
import { PersonDialog } from './person-dialog';

/** The filters of the audit log. */
export const EVENT_FILTERS = ['type', 'person', 'object', 'from', 'until'] as const;
export type EventFilters = FiltersOf<(typeof EVENT_FILTERS)[number]>;

/** The properties of {@link EventFilterBar}. */
export interface EventFilterBarProps {
  readonly filters: EventFilters;
  readonly open: (render: RenderDialog) => void;
  /** The names of the person and the object that are chosen. */
  readonly names: { readonly person: string; readonly object: string };
}

/** The filters of the audit log: type, person, object, and days. */
export function EventFilterBar({ filters, open, names }: EventFilterBarProps) {
  const own = text.events;
  const { values, set } = filters;
  const choosePerson: RenderDialog = (close) => (
    <PersonDialog
      title={own.choosePerson}
      onClose={close}
      onChoose={({ principal }) => {
        close();
        set({ person: principal });
      }}
    />
  );
  return (
    <FilterBar filters={filters}>
      <SelectFilter
        label={own.type}
        value={values.type}
        options={[['', own.allTypes], ...Object.entries(text.eventTypes)]}
        onChange={(type) => set({ type })}
      />
      <DateFilter label={own.from} value={values.from} onChange={(from) => set({ from })} />
      <DateFilter label={own.until} value={values.until} onChange={(until) => set({ until })} />
      {values.person === '' ? (
        <Button onClick={() => open(choosePerson)}>
          <Icon name="user" />
          {own.person}
        </Button>
      ) : (
        <Chosen label={own.by(names.person)} onClear={() => set({ person: '' })} />
      )}
      {values.object !== '' && (
        <Chosen label={own.about(names.object)} onClear={() => set({ object: '' })} />
      )}
    </FilterBar>
  );
}

/** The filters as the service understands them. A day begins and ends in the user's zone. */
export function eventQuery({ values }: EventFilters): Readonly<Record<string, string>> {
  const { type, person, object, from, until } = values;
  const query = {
    type,
    principal: person,
    object,
    since: startOf(from, 0),
    until: startOf(until, 1),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

// A text that is no day goes to the service as it is, which refuses it.
function startOf(day: string, later: number): string {
  const start = new Date(`${day}T00:00`);
  if (Number.isNaN(start.getTime())) return day;
  start.setDate(start.getDate() + later);
  return start.toISOString();
}
