/** The query string that a webhook's URL has, always the same. */
export interface FixedQuery {
  /** As it goes at the end of the URL: with the question mark, or empty. */
  readonly text: string;
  /** What it says, decoded. */
  readonly values: ReadonlyMap<string, string>;
}

/** A webhook's URL without a query. */
export const NO_QUERY: FixedQuery = { text: '', values: new Map() };

// RFC 3986 section 3.4, without the apostrophe: versions of the twilio package disagree on its
// encoding in what is signed (twilio-node issue 1059).
const QUERY = /^(?:[\w.~!$&()*+,;=:@/?-]|%[\dA-Fa-f]{2})+$/;

// Brackets make objects of values, where the platform reads them at all.
const NAME = /^[\w.~-]+$/;

/** Reads the option `query`, or says what is wrong with it. */
export function parseQuery(given: unknown): FixedQuery | { readonly problem: string } {
  const text = typeof given === 'string' ? given.replace(/^\?/, '') : '';
  if (!QUERY.test(text) || !isUtf8(text)) {
    return { problem: 'query is not a query string, as in lang=en&v=2' };
  }
  const entries = [...new URLSearchParams(`?${text}`)];
  const values = new Map(entries);
  if (entries.length === 0 || ![...values.keys()].every((name) => NAME.test(name))) {
    return {
      problem: 'query has a name that is not made of letters, digits, "_", "-", "." and "~"',
    };
  }
  if (values.size < entries.length) return { problem: 'query has a name more than once' };
  const taken = ['request', 'bodySHA256'].find((name) => values.has(name));
  if (taken !== undefined) return { problem: `query cannot have the name "${taken}"` };
  return { text: `?${text}`, values };
}

function isUtf8(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
