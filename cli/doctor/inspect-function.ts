import { join } from 'node:path';
import { type Access, type Mark, markOf } from '../../lib/guard/access';
import type { AcceptedCredential, Authorize, Scheme } from '../../lib/types';
import type { Upload } from '../project/deploy-manifest';
import { contextOf } from './provide-runtime';

const SHORTEST_SECRET = 3;

/** A Function that was loaded, and whom it lets in. */
export interface InspectedFunction extends Pick<Upload, 'path' | 'visibility' | 'file'> {
  /** `null`: it cannot be loaded. */
  readonly access: Access | null;
  /** Why it cannot be loaded. */
  readonly problem?: string;
  readonly schemes: readonly InspectedScheme[];
  /** The one account of the directory that `authorize` names. */
  readonly account?: string;
  /** The operation of the directory that it runs, under that operation's own policy. */
  readonly operation?: string;
  /** What it did with the calls of strangers. Default: it was not asked. */
  readonly asked?: ProbeResult;
}

/** What became of calls that a Function has to refuse. */
export interface ProbeResult {
  /** What the calls presented that got in. */
  readonly accepted: readonly string[];
  /** Whom a function `authorize` accepts; undefined: the policy has none, or it was not asked. */
  readonly authorizes: Authorizes | undefined;
  /** Why it could not be asked to the end. */
  readonly ending?: Ending;
}

/** Why a process was over before its time: it was too slow, or ended itself. */
export type Ending = { readonly afterSeconds: number } | 'exit';

/** Whom a function `authorize` accepts, of callers that are made up. */
export interface Authorizes {
  /** One without a role, a scope and an account. */
  readonly unprivileged: boolean;
  /** The administrator of an account of their own, as everybody is who signs up. */
  readonly newAdministrator: boolean;
}

/** One scheme of a policy, with the variables at hand. */
export interface InspectedScheme {
  readonly name: string;
  /** What keeps it from letting anybody in. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** Whom it lets in, as far as it says so. `null`: it does not say. */
  readonly users: readonly AcceptedCredential[] | null;
  /** The header field of its keys, where its challenge names one. */
  readonly keyField?: string;
}

/** Where to find a Function, and the variables that it gets. */
export interface InspectTask {
  readonly root: string;
  readonly upload: Upload;
  readonly variables: Readonly<Record<string, string>>;
}

/** A Function, and its handler where it has one. */
export interface LoadedFunction {
  readonly found: InspectedFunction;
  readonly mark: Mark;
  readonly handler: ((...given: unknown[]) => unknown) | undefined;
}

/** Loads a built Function into this process, and has its schemes say whom they let in. */
export function loadFunction({ root, upload, variables }: InspectTask): LoadedFunction {
  const { path, visibility, file } = upload;
  try {
    const exported = require(join(root, file)) as { readonly handler?: unknown };
    const { handler } = exported;
    if (typeof handler !== 'function') throw new Error('it exports no handler');
    // The runtime reads it for each request.
    if (exported.handler !== handler) throw new Error('it exports another handler each time');
    const mark = markOf(handler);
    const context = contextOf(path, variables);
    const schemes = mark.schemes.map((scheme) => inspectScheme(scheme, context, variables));
    const { access, operation, authorize } = mark;
    const found = {
      ...{ path, visibility, file, access, schemes },
      ...accountIn(authorize),
      ...(operation === undefined ? {} : { operation }),
    };
    return { found, mark, handler: handler as NonNullable<LoadedFunction['handler']> };
  } catch (reason) {
    const problem = describe(reason, variables);
    const found = { path, visibility, file, access: null, problem, schemes: [] };
    return { found, mark: markOf(undefined), handler: undefined };
  }
}

function accountIn(authorize: Authorize | undefined): Pick<InspectedFunction, 'account'> {
  if (typeof authorize !== 'object' || authorize.account === undefined) return {};
  return { account: authorize.account };
}

function inspectScheme(
  scheme: Scheme,
  context: object,
  variables: InspectTask['variables'],
): InspectedScheme {
  const { name } = scheme;
  const nothing = { name, problems: [], warnings: [], users: null };
  try {
    const configured = scheme.configure(context);
    if ('problems' in configured) return { ...nothing, problems: configured.problems };
    const { accepts, warnings = [], challenge = '' } = configured;
    const [, keyField] = /\bheader="([^"]+)"/.exec(challenge) ?? [];
    return {
      ...nothing,
      warnings,
      users: accepts?.map(onlyKnown) ?? null,
      ...(keyField === undefined ? {} : { keyField }),
    };
  } catch (reason) {
    return { ...nothing, problems: [`the scheme ${name} failed: ${describe(reason, variables)}`] };
  }
}

// Only what is named here: a scheme of the project's own may have put more into its list.
function onlyKnown(accepted: AcceptedCredential): AcceptedCredential {
  const { username, format, peppered, source } = accepted;
  const { credentialId, expires, paths, scopes, account, status } = accepted;
  return {
    username,
    format,
    peppered,
    source,
    ...(credentialId === undefined ? {} : { credentialId }),
    ...(expires === undefined ? {} : { expires }),
    ...(paths === undefined ? {} : { paths }),
    ...(scopes === undefined ? {} : { scopes }),
    ...(account === undefined ? {} : { account }),
    ...(status === undefined ? {} : { status }),
  };
}

function describe(reason: unknown, variables: InspectTask['variables']): string {
  const message = reason instanceof Error ? reason.message : String(reason);
  const [firstLine = ''] = redact(message, variables).split('\n');
  return firstLine.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 200);
}

/**
 * Takes values of variables out of a text that somebody else has written, such as the message of an
 * error: whole values, their lines, and what stands behind a colon in these.
 */
function redact(text: string, variables: Readonly<Record<string, string>>): string {
  const secrets = Object.values(variables).flatMap((value) => [
    value,
    ...value.split(/\r?\n/).flatMap((line) => [line, line.slice(line.indexOf(':') + 1)]),
  ]);
  const longestFirst = [...new Set(secrets)]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, '[…]'), text);
}
