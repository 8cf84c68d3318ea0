import { drawQrCode } from '../../../../lib/directory/mfa/qr-code';

const TEXT =
  'otpauth://totp/Ahoy:ada%40example.com?issuer=Ahoy&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

const PIXELS = 4;
const BORDER = 4;

// The dark modules of the picture, row by row.
function readSvg(svg: string): readonly string[] {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]) / PIXELS;
  const rows = Array.from({ length: size }, () => Array<string>(size).fill(' '));
  for (const [, x, y] of svg.matchAll(/M(\d+),(\d+)h4v4h-4z/g)) {
    (rows[Number(y) / PIXELS] as string[])[Number(x) / PIXELS] = '#';
  }
  return rows.map((row) => row.join(''));
}

const HALVES: Readonly<Record<string, string>> = { '█': '  ', '▀': ' #', '▄': '# ', ' ': '##' };

function readTerminal(text: string): readonly string[] {
  return text
    .replace(/\x1b\[[\d;]*m/g, '')
    .trimEnd()
    .split('\n')
    .flatMap((line) =>
      [0, 1].map((half) => [...line].map((character) => HALVES[character]?.[half]).join('')),
    );
}

const FINDER = ['#######', '#     #', '# ### #', '# ### #', '# ### #', '#     #', '#######'];
const corner = (rows: readonly string[], y: number, x: number) =>
  rows.slice(y, y + 7).map((row) => row.slice(x, x + 7));

test('the picture is a QR code, with four light modules around it', () => {
  const rows = readSvg(drawQrCode(TEXT).svg);
  const inner = rows.slice(BORDER, -BORDER).map((row) => row.slice(BORDER, -BORDER));
  const end = inner.length - 7;

  expect((inner.length - 17) % 4).toBe(0);
  expect([corner(inner, 0, 0), corner(inner, 0, end), corner(inner, end, 0)]).toEqual([
    FINDER,
    FINDER,
    FINDER,
  ]);
  expect(rows.join('').replaceAll(' ', '')).toBe(inner.join('').replaceAll(' ', ''));
});

test('the picture consists only of shapes', () => {
  const { svg } = drawQrCode('"><script>alert(1)</script>');

  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="[\d ]+"><rect fill="white" [^<>]*\/><path fill="black" d="[Mhvz\d,-]+"\/><\/svg>$/,
  );
});

test('a terminal shows the same modules in white on black', () => {
  const { svg, terminal: text } = drawQrCode(TEXT);
  const rows = readSvg(svg);

  expect(readTerminal(text).slice(0, rows.length)).toEqual(rows);
  expect(text.trimEnd().split('\n')).toHaveLength(Math.ceil(rows.length / 2));
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(/^\x1b\[97;40m[^\x1b]+\x1b\[0m$/);
});
