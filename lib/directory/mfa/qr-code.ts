import { encode, renderSVG, renderUnicodeCompact } from 'uqr';

// ISO/IEC 18004 requires four light modules around the code; M survives a stain on the screen.
const OPTIONS = { border: 4, ecc: 'M' } as const;

// White on black, whatever colors the terminal has: many scanners do not read inverted codes.
const COLORS = '\x1b[97;40m';
const RESET = '\x1b[0m';

/** A QR code for two places. */
export interface QrCode {
  /** In SVG, without scripts, links or fonts. */
  readonly svg: string;
  /** For a terminal, two rows per line. */
  readonly terminal: string;
}

/** Draws a text as a QR code. */
export function drawQrCode(text: string): QrCode {
  // The search for the best of eight masks takes most of the time, so both drawings share its result.
  const { maskPattern } = encode(text, OPTIONS);
  const options = { ...OPTIONS, maskPattern };
  const lines = renderUnicodeCompact(text, options).split('\n');
  return {
    svg: renderSVG(text, { ...options, pixelSize: 4 }),
    terminal: lines.map((line) => `${COLORS}${line}${RESET}\n`).join(''),
  };
}
