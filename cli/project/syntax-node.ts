import type { Node } from '@babel/types';

/** A node of parsed code, with its position. */
export type SyntaxNode = Node & { readonly start: number; readonly end: number };

/** Returns whether a value in parsed code is a node. */
export function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
}
