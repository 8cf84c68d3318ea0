import { renderSVG, renderUnicodeCompact } from 'uqr';

// ISO/IEC 18004 requires four light modules around the code; M survives a stain on the screen.
const OPTIONS = { border: 4, ecc: 'M' } as const;

// White on black, whatever colors the terminal has: many scanners do not read inverted codes.
const COLORS = '\x1b[97;40m';
const RESET = '\x1b[0m';

/** Returns a text as a QR code in SVG, without scripts, links or fonts. */
export function qrCodeSvg(text: string): string {
  return renderSVG(text, { ...OPTIONS, pixelSize: 4 });
}

/** Returns a text as a QR code for a terminal, two rows per line. */
export function qrCodeForTerminal(text: string): string {
  const lines = renderUnicodeCompact(text, OPTIONS).split('\n');
  return lines.map((line) => `${COLORS}${line}${RESET}\n`).join('');
}
