import { type Kysely, sql } from 'kysely';

/** What a role that is not the owner has rights on. */
export interface GrantedRight {
  readonly kind: 'table' | 'sequence' | 'function';
  /** With its schema, quoted where it has to be. */
  readonly name: string;
  /** null: everybody. */
  readonly grantee: string | null;
}

/** Where the migrations that were applied are listed. */
export const MIGRATIONS = 'directory_migration';

/**
 * Who has a right on tables of the directory, on one of their columns, on their sequences, or on the functions
 * of their triggers, beside their owner.
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
