/**
 * Whether this browser can use passkeys at this address. The functions that read the options are the newest that are
 * needed (Chrome 129, Firefox 119, Safari 18.4), and no IP address can have a passkey.
 */
export const canPasskeys =
  isSecureContext &&
  'parseCreationOptionsFromJSON' in (globalThis.PublicKeyCredential ?? {}) &&
  !/^[\d.]+$|:/.test(location.hostname);
