// What /upstream passes requests on with, deployed as the private asset /upstream.js.
export type { Forwarding, ForwardOptions } from '../lib/upstream/forward';
export { forward } from '../lib/upstream/forward';
