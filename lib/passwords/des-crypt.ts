// Traditional crypt(3): 13 digits. The last has two unused bits, which are zero.
const DES = /^[./A-Za-z0-9]{12}[.26AEIMQUYcgkosw]$/;
// BSDi's format: the number of rounds in four digits, the salt, and the hash. Below 262,144 rounds, the last
// digit of the number is a dot. Base64url may look similar otherwise, but has neither dots nor slashes.
const BSDI = /^_(?=.{3}\.|.*[./])[./A-Za-z0-9]{18}[.26AEIMQUYcgkosw]$/;

/** Returns whether a text looks like a hash of DES crypt. */
export function isDesCrypt(text: string): boolean {
  return DES.test(text);
}

/** Returns whether a text looks like a hash of BSDi's DES crypt, and not like random base64url. */
export function isBsdiCrypt(text: string): boolean {
  return BSDI.test(text);
}
