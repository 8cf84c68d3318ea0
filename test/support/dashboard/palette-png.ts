import { crc32, deflateSync } from 'node:zlib';
import type { PNG } from 'pngjs';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const MOST_COLORS = 256;
const PALETTE = 3;
/** The square of the distance up to which two colors look the same. */
const SIMILAR = 60;

/**
 * Returns an opaque image as a PNG with a palette of at most 256 colors, which has a third of the size. pngjs does not
 * write palettes. The most frequent colors stay. The others, such as those at the edges of letters, become similar ones.
 */
export function writePalettePng({ width, height, data }: PNG): Buffer {
  const colors = byFrequency(data);
  const palette = paletteOf(colors);
  const indexes = new Map(colors.map((color) => [color, nearest(color, palette).index]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    // Each row begins with the byte of its filter, which is none.
    const at = pixel + Math.floor(pixel / width) + 1;
    rows[at] = indexes.get(data.readUInt32BE(pixel * 4)) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTE], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function byFrequency(data: Buffer): readonly number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += 4) {
    const color = data.readUInt32BE(at);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([color]) => color);
}

function paletteOf(colors: readonly number[]): readonly number[] {
  const palette: number[] = [];
  for (const color of colors) {
    if (palette.length === MOST_COLORS) break;
    if (nearest(color, palette).distance > SIMILAR) palette.push(color);
  }
  return palette;
}

function nearest(color: number, palette: readonly number[]) {
  const [red = 0, green = 0, blue = 0] = channels(color);
  let found = { index: 0, distance: Number.POSITIVE_INFINITY };
  for (const [index, other] of palette.entries()) {
    const [r = 0, g = 0, b = 0] = channels(other);
    const distance = (red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2;
    if (distance < found.distance) found = { index, distance };
  }
  return found;
}

const channels = (color: number): readonly number[] => [
  color >>> 24,
  (color >>> 16) & 0xff,
  (color >>> 8) & 0xff,
];

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
