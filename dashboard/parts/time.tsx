import { language, text } from '../texts/text';

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

// A formatter takes longer to create than to use many times. The language does not change after the start.
let formats: {
  readonly words: Intl.RelativeTimeFormat;
  readonly full: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
};
const inLanguage = () => {
  formats ??= {
    words: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
    full: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
    day: new Intl.DateTimeFormat(language, { dateStyle: 'medium' }),
    time: new Intl.DateTimeFormat(language, { timeStyle: 'short' }),
  };
  return formats;
};

/** Returns the distance of a time in words, such as "3 days ago" or "in 2 hours". */
export function inWords(iso: string, now = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const { words } = inLanguage();
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
  if (unit === undefined) return words.format(0, 'second');
  return words.format(Math.round(seconds / unit[1]), unit[0]);
}

/** Returns a time in full, in the viewer's zone. */
export function inFull(iso: string): string {
  return inLanguage().full.format(Date.parse(iso));
}

/** Returns the exact time that is behind one in words: in the viewer's zone and in UTC. */
export function exactTime(iso: string): string {
  return `${inFull(iso)} · ${iso}`;
}

/** A time in words. The exact one, in the viewer's zone and in UTC, is behind it. */
export function Time({
  value,
  isFull = false,
}: {
  readonly value: string | null;
  readonly isFull?: boolean;
}) {
  if (value === null) return <span>{text.frame.never}</span>;
  return (
    <time dateTime={value} title={exactTime(value)}>
      {isFull ? inFull(value) : inWords(value)}
    </time>
  );
}

/** A time in full on two lines, which leave space for the other columns of a table. */
export function TimeOnTwoLines({ value }: { readonly value: string }) {
  const { day, time } = inLanguage();
  const at = Date.parse(value);
  return (
    <time dateTime={value} title={exactTime(value)}>
      {day.format(at)}
      <br />
      <span class="muted small">{time.format(at)}</span>
    </time>
  );
}
