/** The fixed query string of a webhook's URL. */
export interface FixedQuery {
  /** The query with its question mark, or an empty text. */
  readonly text: string;
  /** The decoded parameters. */
  readonly values: ReadonlyMap<string, string>;
}

/** The query of a URL without a query string. */
export const NO_QUERY: FixedQuery = { text: '', values: new Map() };

// RFC 3986 section 3.4, without the apostrophe: versions of the twilio package disagree on its
// encoding in what is signed (twilio-node issue 1059).
const QUERY = /^(?:[\w.~!$&()*+,;=:@/?-]|%[\dA-Fa-f]{2})+$/;

// Brackets are excluded, because the platform may parse them into objects.
const NAME = /^[\w.~-]+$/;

/** Parses the option `query`, or returns its problem. */
export function parseQuery(given: unknown): FixedQuery | { readonly problem: string } {
  const text = typeof given === 'string' ? given.replace(/^\?/, '') : '';
  if (!QUERY.test(text) || !isUtf8(text)) {
    return { problem: 'query must be a query string, such as lang=en&v=2' };
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
