import type { GenericSchema } from 'valibot';
import type { Call } from '../call';
import type { ErrorCode } from '../errors';
import type { OperationAccess } from './access';

/** What one endpoint does: its Function has a policy and this. */
export interface Operation<Input = unknown, Output = unknown> {
  /** The path of its Function, as in `admin/disable-member`. */
  readonly name: string;
  /** One sentence for the API's document. */
  readonly summary: string;
  readonly access: OperationAccess;
  /** Whether it changes anything. If so, its input has to be a JSON body, from a page of this service. */
  readonly changes: boolean;
  /**
   * Whether it can give the caller's browser a session's secret, or take it away. If so, a call requires
   * `json: true`. Default: false, and `call.setSession` throws.
   */
  readonly setsSession?: boolean;
  readonly input: GenericSchema<unknown, Input>;
  readonly output: GenericSchema<unknown, Output>;
  /** The refusals of its own that callers have to expect. */
  readonly errors: readonly ErrorCode[];
  /**
   * Sends the `items` of the output as lines of JSON, in place of one JSON text, and what it has as
   * `next` in the field `Next-Before`, which is left out where the list has ended.
   */
  readonly asLines?: boolean;
  /** @throws DirectoryError where it refuses; then nothing was changed. */
  run(call: Call, input: Input): Promise<Output>;
}

/** Types an operation by its schemas. */
export function operation<Input, Output>(
  given: Operation<Input, Output>,
): Operation<Input, Output> {
  return Object.freeze(given);
}
