// crypt(3) of old: 13 digits, of which the last has two bits to spare that are zero.
const DES = /^[./A-Za-z0-9]{12}[.26AEIMQUYcgkosw]$/;
// BSDi's: a count of rounds, four digits, then salt and hash. The count's last digit is a dot below
// 262,144 rounds; base64url, which may look alike otherwise, has neither dots nor slashes.
const BSDI = /^_(?=.{3}\.|.*[./])[./A-Za-z0-9]{18}[.26AEIMQUYcgkosw]$/;

/** Whether a text looks like a hash of DES crypt. */
export function isDesCrypt(text: string): boolean {
  return DES.test(text);
}

/** Whether a text looks like a hash of BSDi's DES crypt, and not like random base64url. */
export function isBsdiCrypt(text: string): boolean {
  return BSDI.test(text);
}
