import type { JwtAlgorithm } from './jwt-options';
import type { VerificationKey } from './verification-key';

/** The header parameters that identify a token's key, before validation. */
export interface KeySelector {
  readonly alg?: unknown;
  readonly kid?: unknown;
}

/** A function that returns the keys that may have signed a token: none, one, or several to try. */
export type FindKeys = (
  selector: KeySelector,
) => readonly VerificationKey[] | PromiseLike<readonly VerificationKey[]>;

// RFC 9864 section 2.2: Ed25519 is the name of EdDSA with that curve.
const FAMILIES: ReadonlyMap<unknown, JwtAlgorithm> = new Map([
  ['HS256', 'HS256'],
  ['RS256', 'RS256'],
  ['ES256', 'ES256'],
  ['EdDSA', 'EdDSA'],
  ['Ed25519', 'EdDSA'],
]);

/** Returns the values of a token's `alg` that stand for the accepted algorithms. */
export function headerAlgorithms(algorithms: readonly JwtAlgorithm[]): string[] {
  return [...FAMILIES]
    .filter(([, family]) => algorithms.includes(family))
    .map(([name]) => name as string);
}

/** Returns the keys that may have signed a token with this header. */
export function matchingKeys(
  keys: readonly VerificationKey[],
  { alg, kid }: KeySelector,
): readonly VerificationKey[] {
  const family = FAMILIES.get(alg);
  return keys.filter(
    (key) =>
      key.algorithm === family && (kid === undefined || key.kid === undefined || key.kid === kid),
  );
}
