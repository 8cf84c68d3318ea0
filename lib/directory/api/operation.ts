import type { GenericSchema } from 'valibot';
import type { Call } from '../call';
import type { ErrorCode } from '../errors';
import type { OperationAccess } from './access';

/** One endpoint of the directory's API: the argument of `policyFor` and `endpoint`. */
export interface Operation {
  /** The path of its Function, as in `admin/disable-member`. */
  readonly name: string;
  /** One sentence for the OpenAPI document. */
  readonly summary: string;
  readonly access: OperationAccess;
  /** Whether it changes anything. If so, its input must be a JSON body from a page of this service. */
  readonly changes: boolean;
}

/** The definition of one endpoint. The endpoint's Function adds a policy. */
export interface OperationDefinition<Input = unknown, Output = unknown> extends Operation {
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

/** Creates an operation. Its definition stays internal, so that no public type names the database. */
export function operation<Input, Output>(given: OperationDefinition<Input, Output>): Operation {
  return Object.freeze(given);
}

/**
 * Returns the definition of an operation.
 *
 * @throws TypeError for an object that `operation` did not create.
 */
export function definitionOf(given: Operation): OperationDefinition {
  if (!('run' in given)) throw new TypeError('endpoint: requires an operation of this library.');
  return given as OperationDefinition;
}
