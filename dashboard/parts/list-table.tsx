import type { ComponentChildren } from 'preact';
import type { List } from '../resource';
import { text } from '../texts/text';
import { Loaded, More } from './loaded';

/**
 * A column: its heading, the cell of an item, and what is behind the cell. In each of many rows, a component takes long, and so
 * does an element that only has a title.
 */
export type Column<Item> = readonly [
  heading: string,
  cell: (item: Item) => ComponentChildren,
  title?: (item: Item) => string | undefined,
];

/** The properties of {@link ListTable}. */
export interface ListTableProps<Item> {
  /** What the list contains, such as "Members". */
  readonly label: string;
  readonly list: List<Item>;
  /** False leaves a column out. The first column names the item. */
  readonly columns: readonly (Column<Item> | false)[];
  /** What can be done with an item, in the last column. */
  readonly actions?: ((item: Item) => ComponentChildren) | undefined;
  /** Whether the columns are equally wide. Rows outside the window then take no time until they are near. */
  readonly isEven?: boolean;
  /** What stands in place of a list without items. */
  readonly empty: ComponentChildren;
}

/** A list as a table, page by page. */
export function ListTable<Item extends { readonly id: string }>(props: ListTableProps<Item>) {
  const { list, empty } = props;
  const count = list.data?.items.length;
  return (
    <div class="card">
      <p class="visually-hidden" role="status">
        {count !== undefined && !list.isLoading && text.frame.rows(count, list.data?.next !== null)}
      </p>
      <Loaded resource={list}>
        {({ items }) => (items.length === 0 ? empty : <Rows {...props} items={items} />)}
      </Loaded>
      <More list={list} />
    </div>
  );
}

// Some browsers do not take a table that has another layout for a table.
const TABLE = { role: 'table' } as const;
const GROUP = { role: 'rowgroup' } as const;
const ROW = { role: 'row' } as const;
const HEADING = { role: 'columnheader', scope: 'col' } as const;
const CELL = { role: 'cell' } as const;

function Rows<Item extends { readonly id: string }>({
  label,
  list,
  columns,
  actions,
  isEven = false,
  items,
}: ListTableProps<Item> & { readonly items: readonly Item[] }) {
  const shown = columns.filter((column) => column !== false);
  const look = isEven ? 'table even' : 'table';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
    <section class={look} aria-label={label} aria-busy={list.isLoading} tabIndex={0}>
      <table {...TABLE}>
        <thead {...GROUP}>
          <tr {...ROW}>
            {shown.map(([heading]) => (
              <th key={heading} {...HEADING}>
                {heading}
              </th>
            ))}
            {actions !== undefined && (
              <th {...HEADING} class="row-actions">
                <span class="visually-hidden">{text.frame.actionsColumn}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody {...GROUP}>
          {items.map((item) => (
            <tr key={item.id} {...ROW}>
              {shown.map(([heading, cell, title], index) => (
                <td
                  key={heading}
                  {...CELL}
                  data-label={index === 0 ? undefined : heading}
                  title={title?.(item)}
                >
                  {cell(item)}
                </td>
              ))}
              {actions !== undefined && (
                <td {...CELL} class="row-actions">
                  {actions(item)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
