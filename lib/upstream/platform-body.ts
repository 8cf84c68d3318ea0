import { isUtf8 } from 'node:buffer';

const TEXT =
  /^(?:text\/|application\/(?:.+\+)?(?:json|xml)$|application\/(?:javascript|x-www-form-urlencoded)$)/;

/**
 * A body in the form in which the platform sends it byte by byte: text as text, all else as bytes.
 *
 * Both are documented. The local server, where it runs each request in a process of its own, spoils
 * bytes (serverless-toolkit issue 421), and adds `charset=utf-8` to a text, so nothing else may be one.
 */
export function platformBody(body: Buffer, contentType: string): string | Buffer {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  if (!TEXT.test(type.trim())) return body;
  const charset = /^\s*charset\s*=\s*"?([^\s"]*)/;
  const [declared = 'utf-8'] = parameters.flatMap((one) => charset.exec(one)?.[1] ?? []);
  return declared === 'utf-8' && isUtf8(body) ? body.toString() : body;
}
