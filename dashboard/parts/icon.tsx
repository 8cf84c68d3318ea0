/** The paths of the icons, in a square of 24. */
const PATHS = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  copy: 'M9 9h10v11H9zM15 6V4H5v11h2',
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14',
  eye: 'M2.5 12C5 7.5 8 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.5 6.5-9.5 6.5S5 16.5 2.5 12zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 1 1 0-5',
  'eye-off':
    'M4 4l16 16M9.5 6A9.5 9.5 0 0 1 12 5.5c4 0 7 2 9.5 6.5a17 17 0 0 1-2.5 3.3M6.5 7.5A15 15 0 0 0 2.5 12C5 16.5 8 18.5 12 18.5c1.6 0 3-.3 4.3-1',
  'chevron-down': 'M6 9.5l6 6 6-6',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  user: 'M12 4a4 4 0 1 1 0 8 4 4 0 1 1 0-8M4.5 20.5c.8-4 3.8-5.5 7.5-5.5s6.7 1.5 7.5 5.5',
  shield: 'M12 3l7.5 2.5V11c0 5-3 8-7.5 10-4.5-2-7.5-5-7.5-10V5.5z',
  device: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  phone: 'M7.5 3h9v18h-9zM11 18h2',
  key: 'M8 11a4.5 4.5 0 1 1 0 9 4.5 4.5 0 1 1 0-9M11.3 12.2L20 3.5M16 7.5l3 3',
  clock: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 1 1 0-17M12 8v4.5l3 2',
  users:
    'M9 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 1 1 0-7M2.5 19.5c.6-3.5 3-5 6.5-5s5.9 1.5 6.5 5M16 5a3.5 3.5 0 0 1 0 6.5M18 14.8c2 .6 3.2 2.2 3.5 4.7',
  mail: 'M3 5.5h18v13H3zM3.5 6.5l8.5 7 8.5-7',
  bot: 'M5 9h14v10H5zM12 9V5M9 13.5h.01M15 13.5h.01M12 4.5h.01',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  'log-in': 'M11 4h8v16h-8M3.5 12H14M10.5 8.5L14 12l-3.5 3.5',
  'log-out': 'M13 4H5v16h8M10 12h10M16.5 8.5L20 12l-3.5 3.5',
} as const;

/** The names of the icons. */
export type IconName = keyof typeof PATHS;

/** A picture beside a text, or in a button that has a label. It is decorative. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
