import type { ProvenIdentity } from '../sso/sso';
import { requireValid } from '../sso/sso-failure';
import { parseTime } from '../util/timestamp';
import { readAttributes } from './read-attributes';
import type { ProvenAssertion, SamlProvider, SamlRecipient } from './saml';
import {
  childrenNamed,
  childrenOf,
  isElement,
  NAMESPACES,
  onlyChild,
  parseXml,
  textOf,
  type XmlElement,
} from './xml';

const SKEW_SECONDS = 60;
const MAX_AGE_SECONDS = 300;
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const FORMAT_EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
// A transient id is another one with each login, and identifies nobody.
const FORMATS = [
  FORMAT_EMAIL,
  'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
];
const CONDITIONS = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'];
const MAX_SUBJECT = 256;

/**
 * Reads the assertion from the bytes that its signature covers, and checks everything that it says about this login
 * (SAML profiles section 4.1.4.3).
 *
 * @throws SsoFailure `invalid` with the name of the element or attribute
 */
export function readAssertion(
  signedXml: string,
  provider: SamlProvider,
  recipient: SamlRecipient,
): Omit<ProvenAssertion, 'fingerprint'> {
  const assertion = parseXml(signedXml);
  requireValid(isElement(assertion, NAMESPACES.assertion, 'Assertion'), 'Assertion');
  requireValid(textOf(onlyChild(assertion, 'Issuer')) === provider.entityId, 'Issuer');
  requireRecent(timeOf(assertion, 'IssueInstant'));
  const { subject, isSubjectEmail, endsAt } = readSubject(assertion, recipient);
  const conditionsEndAt = checkConditions(onlyChild(assertion, 'Conditions'), recipient.entityId);
  return {
    identity: {
      subject,
      isSubjectEmail,
      ...readAuthentication(assertion),
      ...emailAndName(assertion, isSubjectEmail ? subject : undefined),
    },
    id: idOf(assertion),
    expiresAt: Math.max(endsAt, conditionsEndAt) + SKEW_SECONDS,
  };
}

function emailAndName(assertion: XmlElement, subjectEmail: string | undefined) {
  const { email, name, claims } = readAttributes(assertion);
  // SAML has no word for a verified address.
  return { email: email ?? subjectEmail, isEmailVerified: false, name, claims };
}

function idOf(assertion: XmlElement): string {
  const id = assertion.getAttribute('ID') ?? '';
  requireValid(id.length > 0 && id.length <= MAX_SUBJECT, 'ID');
  return id;
}

function now(): number {
  return Date.now() / 1000;
}

/** Returns the time of an attribute, in seconds since 1970. */
function timeOf(element: XmlElement, name: string): number {
  const time = parseTime(element.getAttribute(name) ?? '');
  requireValid(time !== null, name);
  return time.getTime() / 1000;
}

function requireRecent(issuedAt: number): void {
  requireValid(issuedAt <= now() + SKEW_SECONDS, 'IssueInstant');
  requireValid(issuedAt > now() - MAX_AGE_SECONDS - SKEW_SECONDS, 'IssueInstant');
}

function requireAhead(endsAt: number, name: string): number {
  requireValid(endsAt > now() - SKEW_SECONDS, name);
  return endsAt;
}

function readSubject(assertion: XmlElement, { acsUrl, requestId }: SamlRecipient) {
  const subject = onlyChild(assertion, 'Subject');
  const nameId = onlyChild(subject, 'NameID');
  const text = nameId.textContent ?? '';
  const isPrintable = !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text) && text === text.trim();
  requireValid(isPrintable && text !== '' && text.length <= MAX_SUBJECT, 'NameID');
  const format = nameId.getAttribute('Format') ?? '';
  requireValid(format === '' || FORMATS.includes(format), 'Format');
  const confirmation = onlyChild(subject, 'SubjectConfirmation');
  requireValid(confirmation.getAttribute('Method') === BEARER, 'Method');
  const data = onlyChild(confirmation, 'SubjectConfirmationData');
  requireValid(data.getAttribute('Recipient') === acsUrl, 'Recipient');
  requireValid(!data.hasAttribute('NotBefore'), 'NotBefore');
  const answered = data.hasAttribute('InResponseTo') ? data.getAttribute('InResponseTo') : null;
  requireValid(answered === requestId, 'InResponseTo');
  const endsAt = requireAhead(timeOf(data, 'NotOnOrAfter'), 'NotOnOrAfter');
  return { subject: text, isSubjectEmail: format === FORMAT_EMAIL, endsAt };
}

function checkConditions(conditions: XmlElement, entityId: string): number {
  const known = CONDITIONS.flatMap((name) => childrenNamed(conditions, name));
  // A condition that is not understood is not met (SAML core section 2.5.1.1).
  requireValid(known.length === childrenOf(conditions).length, 'Conditions');
  const audiences = childrenNamed(onlyChild(conditions, 'AudienceRestriction'), 'Audience');
  requireValid(
    audiences.some((one) => textOf(one) === entityId),
    'Audience',
  );
  if (conditions.hasAttribute('NotBefore')) {
    requireValid(timeOf(conditions, 'NotBefore') <= now() + SKEW_SECONDS, 'NotBefore');
  }
  if (!conditions.hasAttribute('NotOnOrAfter')) return 0;
  return requireAhead(timeOf(conditions, 'NotOnOrAfter'), 'NotOnOrAfter');
}

function readAuthentication(
  assertion: XmlElement,
): Pick<ProvenIdentity, 'amr' | 'acr' | 'authTime' | 'sessionId'> {
  const statement = onlyChild(assertion, 'AuthnStatement');
  const end = 'SessionNotOnOrAfter';
  if (statement.hasAttribute(end)) requireAhead(timeOf(statement, end), end);
  const [reference] = childrenNamed(onlyChild(statement, 'AuthnContext'), 'AuthnContextClassRef');
  return {
    amr: [],
    acr: reference === undefined ? undefined : textOf(reference),
    authTime: timeOf(statement, 'AuthnInstant'),
    sessionId: statement.getAttribute('SessionIndex') || undefined,
  };
}
