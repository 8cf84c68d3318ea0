import { join } from 'node:path';
import { type Access, accessOf, schemesOf } from '../../lib/access';
import type { AcceptedCredential, Scheme } from '../../lib/types';
import type { Upload } from '../uploads';
import { redact } from './redact';

/** A Function that was loaded, and whom it lets in. */
export interface InspectedFunction extends Pick<Upload, 'path' | 'visibility' | 'file'> {
  /** `null`: it cannot be loaded. */
  readonly access: Access | null;
  /** Why it cannot be loaded. */
  readonly problem?: string;
  readonly schemes: readonly InspectedScheme[];
}

/** One scheme of a policy, with the variables at hand. */
export interface InspectedScheme {
  readonly name: string;
  /** What keeps it from letting anybody in. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** Whom it lets in, as far as it says so. `null`: it does not say. */
  readonly users: readonly AcceptedCredential[] | null;
}

/** Where to find a Function, and the variables that it gets. */
export interface InspectTask {
  readonly root: string;
  readonly upload: Upload;
  readonly variables: Readonly<Record<string, string>>;
}

/** Loads a built Function into this process, and asks its schemes whom they let in. */
export function inspectFunction({ root, upload, variables }: InspectTask): InspectedFunction {
  const { path, visibility, file } = upload;
  try {
    const { handler } = require(join(root, file)) as { readonly handler?: unknown };
    if (typeof handler !== 'function') throw new Error('it exports no handler');
    const context = { ...variables, DOMAIN_NAME: 'localhost', PATH: path };
    const schemes = schemesOf(handler).map((scheme) => inspectScheme(scheme, context));
    return { path, visibility, file, access: accessOf(handler), schemes };
  } catch (reason) {
    const problem = describe(reason, variables);
    return { path, visibility, file, access: null, problem, schemes: [] };
  }
}

function inspectScheme(scheme: Scheme, context: InspectTask['variables']): InspectedScheme {
  const { name } = scheme;
  const nothing = { name, problems: [], warnings: [], users: null };
  try {
    const configured = scheme.configure(context);
    if ('problems' in configured) return { ...nothing, problems: configured.problems };
    const { accepts, warnings = [] } = configured;
    return { ...nothing, warnings, users: accepts?.map(onlyKnown) ?? null };
  } catch (reason) {
    return { ...nothing, problems: [`the scheme ${name} failed: ${describe(reason, context)}`] };
  }
}

// Only what is named here: a scheme of the project's own may have put more into its list.
function onlyKnown(accepted: AcceptedCredential): AcceptedCredential {
  const { username, format, peppered, source } = accepted;
  const { credentialId, expires, paths, scopes } = accepted;
  return {
    username,
    format,
    peppered,
    source,
    ...(credentialId === undefined ? {} : { credentialId }),
    ...(expires === undefined ? {} : { expires }),
    ...(paths === undefined ? {} : { paths }),
    ...(scopes === undefined ? {} : { scopes }),
  };
}

function describe(reason: unknown, variables: InspectTask['variables']): string {
  const message = reason instanceof Error ? reason.message : String(reason);
  const [firstLine = ''] = redact(message, variables).split('\n');
  return firstLine.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 200);
}
