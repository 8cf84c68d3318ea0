import type { paths } from '../../../client/api';
import { Card } from '../../parts/card';
import { Loaded } from '../../parts/loaded';
import { useResource } from '../../resource';
import { language, text } from '../../texts/text';

type Day =
  paths['/admin/count-events']['get']['responses'][200]['content']['application/json']['items'][number];

const DAYS = 30;
const WIDTH = 600;
const HEIGHT = 96;
const GAP = 4;

/** Logins and refusals of the last 30 days: a picture, and the same as a table. */
export function LoginChart() {
  const own = text.events.chart;
  const counts = useResource((client) =>
    client.GET('/admin/count-events', { params: { query: { days: DAYS } } }),
  );
  return (
    <Card title={own.title(DAYS)}>
      <Loaded resource={counts}>
        {({ items }) => (
          <>
            <Bars days={items} />
            <p class="legend small">
              <span class="logins">{own.logins(sum(items, 'logins'))}</span>
              <span class="failures">{own.failures(sum(items, 'failures'))}</span>
            </p>
            <details>
              <summary class="small">{own.asTable}</summary>
              <Table days={items} />
            </details>
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Bars({ days }: { readonly days: readonly Day[] }) {
  const highest = Math.max(1, ...days.map(({ logins, failures }) => logins + failures));
  const step = WIDTH / days.length;
  const height = (count: number) => (count / highest) * HEIGHT;
  const label = text.events.chart.label(sum(days, 'logins'), sum(days, 'failures'));
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {days.map(({ date, logins, failures }, index) => {
        const place = { x: index * step + GAP / 2, width: step - GAP };
        const base = HEIGHT - height(logins);
        return (
          <g key={date}>
            <title>{text.events.chart.day(inWords(date), logins, failures)}</title>
            <rect class="behind" {...place} y={0} height={HEIGHT} />
            <rect class="logins" {...place} y={base} height={height(logins)} />
            <rect
              class="failures"
              {...place}
              y={base - height(failures)}
              height={height(failures)}
            />
          </g>
        );
      })}
    </svg>
  );
}

function Table({ days }: { readonly days: readonly Day[] }) {
  const own = text.events.chart;
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            <th scope="col">{own.date}</th>
            <th scope="col">{own.loginsColumn}</th>
            <th scope="col">{own.failuresColumn}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ date, logins, failures }) => (
            <tr key={date}>
              <td>{inWords(date)}</td>
              <td data-label={own.loginsColumn}>{logins}</td>
              <td data-label={own.failuresColumn}>{failures}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sum = (days: readonly Day[], what: 'logins' | 'failures') =>
  days.reduce((total, day) => total + day[what], 0);

// The days are those of UTC, as in the log.
function inWords(date: string): string {
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Date(date).toLocaleDateString(language, options);
}
