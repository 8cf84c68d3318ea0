import { X509Certificate } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { EDGE_TOKENS, readEdgeTokens } from '../../lib/config';
import { commandLine } from '../../lib/util/command-line';
import { count, type Finding, listOf } from './finding';
import type { ProjectState } from './project-state';

const DAY_MS = 86_400_000;
const EXPIRY_DAYS = 30;
const CREATE = `${commandLine('credentials edge-token NAME')} creates a token`;

/** What the doctor reads in the tables. */
export interface DirectoryContent {
  /** The active identity providers of SAML, with their certificates as PEM. */
  readonly providers: readonly { readonly id: string; readonly certificates: readonly string[] }[];
  /** The number of valid SCIM tokens. */
  readonly scimTokens: number;
}

/** Queries the rows that a setting or a date makes useless. Rejects if the tables are those of an older version. */
export async function queryContent(db: Kysely<unknown>): Promise<DirectoryContent> {
  const { rows } = await sql<DirectoryContent>`
    select coalesce((select jsonb_agg(jsonb_build_object('id', id, 'certificates', to_jsonb(certificates)) order by id)
        from public.identity_providers where type = 'saml' and active), '[]') as providers,
      (select count(*)::int from public.credentials
        where type = 'scim_token' and (expires_at is null or expires_at > now())) as "scimTokens"`.execute(
    db,
  );
  return rows[0] ?? { providers: [], scimTokens: 0 };
}

/** Reports certificates that expire within 30 days, and SCIM tokens that no request can use. */
export function contentFindings(
  { providers, scimTokens }: DirectoryContent,
  state: ProjectState,
): readonly Finding[] {
  return [
    ...certificateFindings(providers),
    ...(scimTokens > 0 ? uselessTokens(scimTokens, state) : []),
  ];
}

/** Returns a hint for a service whose database cannot be read. */
export function scimHint(state: ProjectState): readonly Finding[] {
  if (!isScimClosed(state)) return [];
  const message = 'is not set, so /scim refuses every request';
  return [{ level: 'ok', name: EDGE_TOKENS, message, remedy: `for SCIM, ${CREATE}` }];
}

function uselessTokens(scimTokens: number, state: ProjectState): readonly Finding[] {
  if (!isScimClosed(state)) return [];
  const message = `is not set, so /scim refuses every request with the ${count(scimTokens, 'SCIM token')}`;
  return [{ level: 'warning', name: EDGE_TOKENS, message, remedy: CREATE }];
}

// Requests of SCIM come through an edge only.
function isScimClosed({ env, uploads }: ProjectState): boolean {
  const hasScim = uploads.some(({ kind, path }) => kind === 'function' && path === '/scim');
  return hasScim && readEdgeTokens(env.variables) === undefined;
}

function certificateFindings(providers: DirectoryContent['providers']): readonly Finding[] {
  const dated = providers.flatMap(({ id, certificates }) =>
    certificates.map((pem) => ({ id, days: daysUntil(new X509Certificate(pem).validTo) })),
  );
  const soon = dated.filter(({ days }) => days < EXPIRY_DAYS).sort((a, b) => a.days - b.days);
  const remedy = 'send the new metadata of the provider to admin/update-identity-provider';
  const found = (message: string, list: readonly string[]): readonly Finding[] =>
    list.length === 0
      ? []
      : [{ level: 'warning', name: 'SAML', message: `${message}: ${listOf(list)}`, remedy }];
  return [
    ...found(
      'certificates of identity providers have expired, and still verify logins',
      soon
        .filter(({ days }) => days < 0)
        .map(({ id, days }) => `of ${id} ${count(-days, 'day')} ago`),
    ),
    ...found(
      'certificates of identity providers expire within 30 days',
      soon
        .filter(({ days }) => days >= 0)
        .map(({ id, days }) => `of ${id} in ${count(days, 'day')}`),
    ),
  ];
}

function daysUntil(time: string): number {
  return Math.floor((Date.parse(time) - Date.now()) / DAY_MS);
}
