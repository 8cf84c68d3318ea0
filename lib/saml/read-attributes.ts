import { requireValid } from '../sso/sso-failure';
import { childrenNamed, textOf, type XmlElement } from './xml';

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
// The names that Okta, Entra, and the LDAP schemas of other providers have for the same attribute, the clearest first.
const EMAIL = [`${CLAIMS}/emailaddress`, 'email', 'mail', 'urn:oid:0.9.2342.19200300.100.1.3'];
const DISPLAY_NAME = [
  'http://schemas.microsoft.com/identity/claims/displayname',
  'displayName',
  'urn:oid:2.16.840.1.113730.3.1.241',
  'cn',
  'urn:oid:2.5.4.3',
];
const GIVEN_NAME = [`${CLAIMS}/givenname`, 'givenName', 'firstName', 'urn:oid:2.5.4.42'];
const SURNAME = [`${CLAIMS}/surname`, 'sn', 'lastName', 'urn:oid:2.5.4.4'];
const MAX_ATTRIBUTES = 100;

/** The attributes of an assertion, and those among them that a user has here. */
export interface SamlAttributes {
  readonly email: string | undefined;
  readonly name: string | undefined;
  /** The values by attribute name: a text, or a list if there are several. */
  readonly claims: Readonly<Record<string, string | readonly string[]>>;
}

/** Reads the attributes of an assertion. @throws SsoFailure `invalid` for too many, or one without a name. */
export function readAttributes(assertion: XmlElement): SamlAttributes {
  const values = new Map<string, readonly string[]>();
  const attributes = childrenNamed(assertion, 'AttributeStatement').flatMap((statement) =>
    childrenNamed(statement, 'Attribute'),
  );
  requireValid(attributes.length <= MAX_ATTRIBUTES, 'Attribute');
  for (const attribute of attributes) {
    const name = attribute.getAttribute('Name') ?? '';
    requireValid(name !== '', 'Attribute');
    const more = childrenNamed(attribute, 'AttributeValue').map(textOf);
    values.set(name, [...(values.get(name) ?? []), ...more]);
  }
  const first = (names: readonly string[]) =>
    names.map((name) => values.get(name)?.[0]).find((value) => value !== undefined && value !== '');
  const parts = [first(GIVEN_NAME), first(SURNAME)].filter((part) => part !== undefined);
  return {
    email: first(EMAIL),
    name: first(DISPLAY_NAME) ?? (parts.length > 0 ? parts.join(' ') : undefined),
    claims: Object.fromEntries(
      [...values].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? '') : list]),
    ),
  };
}
