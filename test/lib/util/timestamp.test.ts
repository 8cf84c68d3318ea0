import fc from 'fast-check';
import { parseTime } from '../../../lib/util/timestamp';

test.each([
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01t00:00:00z', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01 00:00:00Z', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01T00:00:00+02', '2025-12-31T22:00:00.000Z'],
  ['2026-01-01T00:00:00-02', '2026-01-01T02:00:00.000Z'],
  ['2026-01-01T00:00:00+0230', '2025-12-31T21:30:00.000Z'],
  ['2026-01-01T00:00:00-02:30', '2026-01-01T02:30:00.000Z'],
  ['2026-01-01T00:00:00-00:00', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01T00:00:00.1Z', '2026-01-01T00:00:00.100Z'],
  [`2026-01-01T00:00:00.9${'9'.repeat(60)}+02`, '2025-12-31T22:00:00.999Z'],
  ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
])('%s is parsed as the time %s', (text, expected) => {
  expect(parseTime(text)?.toISOString()).toBe(expected);
});

test.each([
  '',
  'now',
  '2026-01-01',
  '2026-01-01T00:00Z',
  '2026-01-01T00:00:00',
  '2026-01-01T24:00:00Z',
  '2026-12-31T23:59:60Z',
  '2026-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:00.Z',
  '2026-01-01T00:00:00+24:00',
  '2026-01-01T00:00:00+02:60',
  '2026-01-01T00:00:00+2',
  '2026-01-01T00:00:00 02:00',
  '+002026-01-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  ' 2026-01-01T00:00:00Z',
])('%j is not a valid time', (text) => {
  expect(parseTime(text)).toBeNull();
});

test('the ISO string of every date is parsed to the same date', () => {
  const dates = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, (date) => {
      expect(parseTime(date.toISOString())).toEqual(date);
    }),
  );
});

test('the ISO string of a parsed time is parsed to the same time', () => {
  const piece = fc.constantFrom(
    ...['2026', '-', '02', '30', 'T', 't', ' ', '23', '59', '60', '24', ':', '.', 'Z', 'z', '+'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const time = parseTime(pieces.join(''));
      if (time !== null) expect(parseTime(time.toISOString())).toEqual(time);
    }),
  );
});
