/** Texts of the settings of a provider of SAML 2.0. */
export const saml = {
  steps:
    'Create an application for SAML 2.0 at the provider and copy its metadata. After this step, you see what to enter there.',
  metadata: 'Metadata of the provider',
  metadataHint: 'The XML that the provider publishes about itself. It has its certificates.',
  newMetadataHint: 'Paste it again when the provider changes its certificate, or leave this empty.',
  enter:
    'Enter these values at the provider. It must sign the assertion with SHA-256, and must not encrypt it.',
  acsUrl: 'Reply URL (ACS URL)',
  entityId: 'Entity ID (audience)',
  metadataUrl: 'Metadata of this service',
  metadataUrlHint: 'Some providers read the two values above from this address.',
  certificates: 'Certificates of the provider',
  expires: (when: string) => `expires ${when}`,
  expiry: (when: string) => `Certificate expiry: ${when}`,
  mfaContext: 'Is accepted if the authentication context is one below',
  contexts: 'Accepted authentication contexts',
};
