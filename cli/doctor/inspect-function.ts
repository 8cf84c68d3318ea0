import { join } from 'node:path';
import { type Access, type Mark, markOf } from '../../lib/guard/access';
import type { AcceptedCredential, Authorize, Scheme } from '../../lib/types';
import type { Upload } from '../project/deploy-manifest';
import { contextOf } from './provide-runtime';

const SHORTEST_SECRET = 3;

/** A loaded Function and the callers that it accepts. */
export interface InspectedFunction extends Pick<Upload, 'path' | 'visibility' | 'file'> {
  /** `null` if the Function cannot be loaded. */
  readonly access: Access | null;
  /** The reason why the Function cannot be loaded. */
  readonly problem?: string;
  readonly schemes: readonly InspectedScheme[];
  /** The one account of the directory that `authorize` names. */
  readonly account?: string;
  /** Whether its policy limits the callers' addresses, which only an edge knows. */
  readonly needsEdge?: true;
  /** The operation of the directory that it runs with that operation's own policy. */
  readonly operation?: string;
  /** The results of calls that it must refuse. Default: it was not called. */
  readonly probe?: ProbeResult;
}

/** The results of calls that a Function must refuse. */
export interface ProbeResult {
  /** The credentials of the calls that were accepted, in words. */
  readonly accepted: readonly string[];
  /** The callers that a function `authorize` accepts, or `undefined` if there is none or it was not called. */
  readonly authorizes: Authorizes | undefined;
  /** The reason why the calls could not be completed. */
  readonly ending?: Ending;
}

/** The reason why a process ended early: it was too slow, or it exited. */
export type Ending = { readonly afterSeconds: number } | 'exit';

/** Which made-up callers a function `authorize` accepts. */
export interface Authorizes {
  /** A caller without roles, scopes and an account. */
  readonly unprivileged: boolean;
  /** The administrator of a new account, as every user is after sign-up. */
  readonly newAdministrator: boolean;
}

/** A scheme of a policy, configured with the variables. */
export interface InspectedScheme {
  readonly name: string;
  /** The reasons why it refuses every caller. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** The credentials that it accepts, or `null` if it does not list them. */
  readonly users: readonly AcceptedCredential[] | null;
  /** The header of its keys, if its challenge names one. */
  readonly keyField?: string;
}

/** A Function to load, and its variables. */
export interface InspectTask {
  readonly root: string;
  readonly upload: Upload;
  readonly variables: Readonly<Record<string, string>>;
}

/** A Function and its handler, if it has one. */
export interface LoadedFunction {
  readonly found: InspectedFunction;
  readonly mark: Mark;
  readonly handler: ((...given: unknown[]) => unknown) | undefined;
}

/** Loads a built Function into this process and lists the credentials that its schemes accept. */
export function loadFunction({ root, upload, variables }: InspectTask): LoadedFunction {
  const { path, visibility, file } = upload;
  try {
    const exported = require(join(root, file)) as { readonly handler?: unknown };
    const { handler } = exported;
    if (typeof handler !== 'function') throw new Error('it exports no handler');
    // The runtime reads the export for each request.
    if (exported.handler !== handler) throw new Error('it exports another handler each time');
    const mark = markOf(handler);
    const context = contextOf(path, variables);
    const schemes = mark.schemes.map((scheme) => inspectScheme(scheme, context, variables));
    const { access, operation, authorize, needsEdge } = mark;
    const found = {
      ...{ path, visibility, file, access, schemes },
      ...accountIn(authorize),
      ...(operation === undefined ? {} : { operation }),
      ...(needsEdge === true ? { needsEdge } : {}),
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

// Copies only known keys: a custom scheme may have added others.
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
 * Removes the values of variables from a text, such as an error message: whole values, their lines, and the part of
 * each line after a colon.
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
