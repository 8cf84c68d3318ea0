import type { ProvenIdentity } from '../../sso/sso';
import type { Row } from '../database/tables';

// RFC 8176: these are proofs of a second factor, or of two.
const SECOND_FACTORS = ['mfa', 'otp', 'hwk', 'swk', 'fpt', 'face', 'sms'];

/** Returns whether a provider has proven a second factor, by the claim that its settings name. */
export function provesMfa(
  {
    mfa_claim: claim,
    acr_values: values,
  }: Pick<Row<'identity_providers'>, 'mfa_claim' | 'acr_values'>,
  { amr, acr }: Pick<ProvenIdentity, 'amr' | 'acr'>,
): boolean {
  if (claim === 'acr') return values.includes(acr ?? '');
  if (claim === 'none') return false;
  const methods = new Set(amr);
  return methods.size > 1 || SECOND_FACTORS.some((method) => methods.has(method));
}
