import { a as FunctionEvent, i as Context, m as TwilioHandler } from "./shared/types.js";

// lib/schemes/scim/scim-endpoint.d.ts
/**
 * Creates the endpoint by which an identity provider manages the members of an account: SCIM 2.0 (RFC 7643, RFC 7644)
 * under `/scim/v2`. A request must come through an edge, which maps all methods and paths to this Function, with a SCIM
 * token of a service user.
 *
 * @returns a handler for `open`, because it authenticates its callers itself, and refuses them in SCIM's form.
 * @example
 * export const handler = open(scimEndpoint());
 */
declare function scimEndpoint(): TwilioHandler<Context, FunctionEvent>;
export { scimEndpoint };