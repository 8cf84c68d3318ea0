/** Options of `bearer({ jwt })`. */
export interface JwtOptions {
  /** Required. */
  readonly algorithms: readonly ('HS256' | 'RS256' | 'ES256' | 'EdDSA')[];
}
