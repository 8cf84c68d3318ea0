/** The kinds of errors of RFC 7644 section 3.12 that this service sends. */
export type ScimType =
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'mutability'
  | 'noTarget'
  | 'tooMany'
  | 'uniqueness';

/** A request that is refused, with the answer of RFC 7644 section 3.12. Nothing was changed. */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly status: number;
  readonly scimType: ScimType | undefined;

  /** @param detail - a sentence for the administrator of the identity provider. It never repeats a value of the request. */
  constructor(status: number, detail: string, scimType?: ScimType) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }
}

/** Returns the refusal of a value of an attribute. */
export function invalidValue(attribute: string, rule: string): ScimError {
  return new ScimError(400, `${attribute} ${rule}.`, 'invalidValue');
}

/** Returns the refusal of a filter. */
export function invalidFilter(rule: string): ScimError {
  return new ScimError(400, `The filter ${rule}.`, 'invalidFilter');
}

/**
 * Returns a refusal, whichever copy of this module created it: the directory and the endpoint are two bundles.
 */
export function asScimError(reason: unknown): ScimError | undefined {
  const { name } = (reason ?? {}) as { readonly name?: unknown };
  return name === 'ScimError' ? (reason as ScimError) : undefined;
}
