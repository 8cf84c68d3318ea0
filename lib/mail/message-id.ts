import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** A Message-ID that no other mail has, at the sender's domain (RFC 5322 section 3.6.4). */
export function messageId(senderAddress: string): string {
  const domain = senderAddress.slice(senderAddress.lastIndexOf('@') + 1);
  return `<${randomUUID()}@${domainToASCII(domain)}>`;
}
