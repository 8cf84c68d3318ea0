/** What a user agent says about a device. Both parts are missing if it says nothing that is known. */
export interface Device {
  /** Such as `Firefox`, or `curl` for a program. */
  readonly browser?: string;
  /** Such as `Windows`, or `iPhone`. */
  readonly system?: string;
}

// The first match is the name: most browsers also name those that they are compatible with.
const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /\bEdgA?(?:iOS)?\//],
  ['Opera', /\b(?:OPR|OPiOS)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:(?:Headless)?Chrome|CriOS)\//],
  ['Chromium', /\bChromium\//],
  ['Safari', /\bSafari\//],
];

const SYSTEMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
];

/** Parses a user agent. A program that is no browser is named by its product, such as `curl`. */
export function parseDevice(userAgent: string): Device {
  const browser = nameIn(BROWSERS, userAgent) ?? productOf(userAgent);
  const system = nameIn(SYSTEMS, userAgent);
  return {
    ...(browser === undefined ? {} : { browser }),
    ...(system === undefined ? {} : { system }),
  };
}

function nameIn(
  known: readonly (readonly [name: string, pattern: RegExp])[],
  userAgent: string,
): string | undefined {
  return known.find(([, pattern]) => pattern.test(userAgent))?.[0];
}

// A browser that is not known is named by its system alone.
function productOf(userAgent: string): string | undefined {
  if (userAgent.startsWith('Mozilla/')) return undefined;
  return /^[\w.-]{1,40}(?=\/)/.exec(userAgent)?.[0];
}
