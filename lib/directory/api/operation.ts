import type { GenericSchema } from 'valibot';
import type { Call } from '../call';
import type { ErrorCode } from '../errors';
import type { OperationAccess } from './access';

/** The definition of one endpoint. The endpoint's Function adds a policy. */
export interface Operation<Input = unknown, Output = unknown> {
  /** The path of its Function, as in `admin/disable-member`. */
  readonly name: string;
  /** One sentence for the OpenAPI document. */
  readonly summary: string;
  readonly access: OperationAccess;
  /** Whether it changes anything. If so, its input must be a JSON body from a page of this service. */
  readonly changes: boolean;
  /**
   * Whether it can set or delete the session cookie. If so, a call requires `json: true`. Default: false, and
   * `call.setSession` throws.
   */
  readonly setsSession?: boolean;
  readonly input: GenericSchema<unknown, Input>;
  readonly output: GenericSchema<unknown, Output>;
  /** The operation's own errors, which callers must expect. */
  readonly errors: readonly ErrorCode[];
  /**
   * Whether to send the `items` of the output as lines of JSON, and `next` as the header `Next-Before`, which
   * is missing on the last page.
   */
  readonly asLines?: boolean;
  /** @throws DirectoryError if it refuses the call. Then nothing was changed. */
  run(call: Call, input: Input): Promise<Output>;
}

/** Returns the operation, with the types of its schemas. */
export function operation<Input, Output>(
  given: Operation<Input, Output>,
): Operation<Input, Output> {
  return Object.freeze(given);
}
