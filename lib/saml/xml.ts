import { requireValid, SsoFailure } from '../sso/sso-failure';

/** The namespaces of SAML 2.0 and of XML Signature. */
export const NAMESPACES = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const;

/** The part of an element that this folder reads. */
export interface XmlElement {
  readonly namespaceURI: string | null;
  readonly localName: string;
  readonly textContent: string | null;
  readonly parentNode: unknown;
  readonly childNodes: ArrayLike<unknown>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  getElementsByTagName(name: string): ArrayLike<XmlElement>;
}

interface Parser {
  parseFromString(text: string, type: string): { readonly documentElement?: XmlElement | null };
}

// Its types would declare a browser's globals in the whole project.
const { DOMParser } = require('@xmldom/xmldom') as {
  readonly DOMParser: new (options: object) => Parser;
};

export const MAX_XML_LENGTH = 128 * 1024;
const MAX_DEPTH = 32;
// No two parts can match the same character, so the time is linear.
const TAG = /<(\/)?[^\s<>"'/](?:"[^"<]*"|'[^'<]*'|[^"'<>])*>/g;
const DECLARATION =
  /^<\?xml version="1\.0"(?: encoding=(["'])utf-8\1)?(?: standalone=(["'])(?:yes|no)\2)?\s*\?>/i;

/**
 * Parses XML of a provider, without anything that two programs could read in two ways: no document type, no comment, no
 * CDATA, no processing instruction.
 *
 * @returns the root.
 * @throws SsoFailure `invalid`
 */
export function parseXml(text: string): XmlElement {
  requireValid(text.length <= MAX_XML_LENGTH, 'size');
  const xml = text.replace(/^\ufeff/, '').trim();
  const content = xml.replace(DECLARATION, '');
  requireValid(!content.includes('<!') && !content.includes('<?'), 'markup');
  requireValid(depthOf(content) <= MAX_DEPTH, 'depth');
  const refuse = () => {
    throw new SsoFailure('invalid', 'xml');
  };
  const errorHandler = { warning: refuse, error: refuse, fatalError: refuse };
  const { documentElement } = new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml');
  return documentElement ?? refuse();
}

function depthOf(xml: string): number {
  let [depth, deepest] = [0, 0];
  for (const [tag, slash] of xml.matchAll(TAG)) {
    if (slash !== undefined) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Returns whether an element has a name in a namespace. */
export function isElement(node: XmlElement, namespace: string, name: string): boolean {
  return node.namespaceURI === namespace && node.localName === name;
}

/** Returns the elements directly in an element. */
export function childrenOf(parent: XmlElement): readonly XmlElement[] {
  return Array.from(parent.childNodes).filter(
    (node): node is XmlElement => (node as { readonly nodeType: number }).nodeType === 1,
  );
}

/** Returns the children with a name in the namespace of their parent. */
export function childrenNamed(parent: XmlElement, name: string): readonly XmlElement[] {
  const namespace = parent.namespaceURI ?? '';
  return childrenOf(parent).filter((child) => isElement(child, namespace, name));
}

/** Returns the only child with a name. @throws SsoFailure `invalid` with the name, if there are none or several. */
export function onlyChild(parent: XmlElement, name: string): XmlElement {
  const [child, ...others] = childrenNamed(parent, name);
  requireValid(child !== undefined && others.length === 0, name);
  return child;
}

/** Returns all elements in an element, and the element itself. */
export function allIn(root: XmlElement): readonly XmlElement[] {
  return [root, ...Array.from(root.getElementsByTagName('*'))];
}

/** Returns the text of an element without the spaces around it. */
export function textOf(element: XmlElement): string {
  return (element.textContent ?? '').trim();
}
