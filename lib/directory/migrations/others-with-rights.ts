import { type Kysely, sql } from 'kysely';

/** A right of a role that is not the owner. */
export interface GrantedRight {
  readonly kind: 'table' | 'sequence' | 'function';
  /** With its schema, quoted if necessary. */
  readonly name: string;
  /** Null: every role. */
  readonly grantee: string | null;
}

/** The table of applied migrations. */
export const MIGRATIONS = 'directory_migration';

/**
 * Finds the rights of roles other than the owner on the directory's tables, their columns and sequences, and
 * the functions of their triggers.
 */
export async function othersWithRights(
  db: Kysely<unknown>,
  tables: readonly string[],
): Promise<readonly GrantedRight[]> {
  const { rows } = await sql<GrantedRight>`
    with ours as (
      select oid, relname, relowner, relacl from pg_catalog.pg_class
      where relnamespace = 'public'::regnamespace and relname = any(${[...tables, MIGRATIONS]})
    ), things (kind, name, owner, acl) as (
      select 'table', format('public.%I', relname), relowner, relacl from ours
      union all
      select 'table', format('public.%I', o.relname), o.relowner, c.attacl
      from ours o join pg_catalog.pg_attribute c on c.attrelid = o.oid
      union all
      select 'sequence', format('%s.%I', s.relnamespace::regnamespace, s.relname), s.relowner, s.relacl
      from ours o
      join pg_catalog.pg_depend d on d.refobjid = o.oid and d.deptype in ('a', 'i')
      join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
      union all
      select 'function', format('%s.%I()', f.pronamespace::regnamespace, f.proname), f.proowner,
        coalesce(f.proacl, acldefault('f', f.proowner))
      from ours o
      join pg_catalog.pg_trigger t on t.tgrelid = o.oid and not t.tgisinternal
      join pg_catalog.pg_proc f on f.oid = t.tgfoid
    )
    select distinct kind, name, r.rolname as grantee
    from things, aclexplode(acl) as given left join pg_catalog.pg_roles r on r.oid = given.grantee
    where given.grantee <> owner`.execute(db);
  return rows;
}
