import type { saml as english } from '../en/saml';

/** Texts of the settings of a provider of SAML 2.0. */
export const saml: typeof english = {
  steps:
    'Legen Sie beim Anbieter eine Anwendung für SAML 2.0 an und kopieren Sie seine Metadaten. Nach diesem Schritt sehen Sie, was Sie dort eintragen.',
  metadata: 'Metadaten des Anbieters',
  metadataHint: 'Das XML, das der Anbieter über sich veröffentlicht. Es enthält seine Zertifikate.',
  newMetadataHint:
    'Fügen Sie sie erneut ein, wenn der Anbieter sein Zertifikat wechselt, oder lassen Sie das Feld leer.',
  enter:
    'Tragen Sie diese Werte beim Anbieter ein. Er muss die Assertion mit SHA-256 signieren und darf sie nicht verschlüsseln.',
  acsUrl: 'Antwort-URL (ACS-URL)',
  entityId: 'Entitäts-ID (Audience)',
  metadataUrl: 'Metadaten dieses Dienstes',
  metadataUrlHint: 'Manche Anbieter lesen die beiden Werte von dieser Adresse.',
  certificates: 'Zertifikate des Anbieters',
  expires: (when) => `gültig bis ${when}`,
  expiry: (when) => `Ablauf des Zertifikats: ${when}`,
  mfaContext: 'Gilt, wenn der Authentifizierungskontext unten steht',
  contexts: 'Akzeptierte Authentifizierungskontexte',
};
