export { readMetadata } from './read-metadata';
export type { ProvenAssertion, SamlClient, SamlProvider, SamlRecipient } from './saml';
export { verifyResponse } from './verify-response';
