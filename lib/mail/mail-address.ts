import { domainToASCII } from 'node:url';

// RFC 5321 section 4.1.2 (Dot-string), with letters beyond ASCII as in RFC 6531 section 3.3. A quoted
// local part is refused: it may hold commas, brackets and another @, and "a host that expects to
// receive mail SHOULD avoid" one.
const LOCAL_PART = /^(?!\.)(?:\.?[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-])+$/u;
const LABEL = /^(?!-)[\p{L}\p{M}\p{N}-]{1,63}(?<!-)$/u;
const ASCII_DOMAIN = /^[a-z0-9.-]+$/;

// RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3, without the angle brackets: octets.
const MAX_LOCAL_PART = 64;
const MAX_ADDRESS = 254;

/** Whether a text is one bare e-mail address, which can be nothing else wherever it is put. */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 1 || Buffer.byteLength(text) > MAX_ADDRESS) return false;
  const localPart = text.slice(0, at);
  return (
    Buffer.byteLength(localPart) <= MAX_LOCAL_PART &&
    LOCAL_PART.test(localPart) &&
    isDomain(text.slice(at + 1))
  );
}

// What IDNA makes of letters beyond ASCII has to be a domain as well (UTS 46).
function isDomain(domain: string): boolean {
  return domain.split('.').every((label) => LABEL.test(label)) && isAsciiDomain(domain);
}

function isAsciiDomain(domain: string): boolean {
  return ASCII_DOMAIN.test(domainToASCII(domain));
}
