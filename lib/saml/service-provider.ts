import { randomBytes } from 'node:crypto';

// Loaded with the first request: almost no cold start of the directory needs it.
const zlib = (): typeof import('node:zlib') => require('node:zlib');

const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const ID_BYTES = 20;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** This service as one provider knows it. */
export interface SamlServiceProvider {
  readonly entityId: string;
  /** The assertion consumer service, which gets the response. */
  readonly acsUrl: string;
}

/** A login to start by SAML. */
export interface AuthnRequest extends SamlServiceProvider {
  readonly id: string;
  /** Where the login begins at the provider. */
  readonly loginUrl: string;
  /** Returned with the response. */
  readonly relayState: string;
  /** Whether the provider must authenticate its user again. */
  readonly isStepUp: boolean;
}

/** Returns an id for a request. An XML id does not begin with a digit. */
export function newRequestId(): string {
  return `_${randomBytes(ID_BYTES).toString('hex')}`;
}

/** Returns the URL that begins a login at a provider (SAML bindings section 3.4.4.1). The request is not signed. */
export function authnRequestUrl(request: AuthnRequest): string {
  const { id, loginUrl, entityId, acsUrl, relayState, isStepUp } = request;
  const xml = [
    '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"',
    ` xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" Version="2.0"`,
    ` IssueInstant="${new Date().toISOString()}" Destination="${escapeXml(loginUrl)}"`,
    ` ProtocolBinding="${POST}" AssertionConsumerServiceURL="${escapeXml(acsUrl)}"`,
    isStepUp ? ' ForceAuthn="true"' : '',
    `><saml:Issuer>${escapeXml(entityId)}</saml:Issuer>`,
    `<samlp:NameIDPolicy Format="${PERSISTENT}" AllowCreate="true"/></samlp:AuthnRequest>`,
  ].join('');
  const url = new URL(loginUrl);
  url.searchParams.set('SAMLRequest', zlib().deflateRawSync(xml).toString('base64'));
  url.searchParams.set('RelayState', relayState);
  return url.href;
}

/** Returns the metadata of this service for one provider. */
export function serviceProviderMetadata({ entityId, acsUrl }: SamlServiceProvider): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${escapeXml(entityId)}">`,
    '  <md:SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true"' +
      ' protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
    `    <md:NameIDFormat>${PERSISTENT}</md:NameIDFormat>`,
    `    <md:AssertionConsumerService Binding="${POST}" Location="${escapeXml(acsUrl)}" index="0" isDefault="true"/>`,
    '  </md:SPSSODescriptor>',
    '</md:EntityDescriptor>',
    '',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
