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

const FUNCTIONS = [
  'event_partitions',
  'add_last_event_partition',
  'close_last_event_partition',
  'add_event_partitions',
];

/**
 * Finds the rights of roles other than the owner on the directory's tables, their partitions, columns and
 * sequences, the functions of their triggers, and the functions that add partitions.
 */
export async function othersWithRights(
  db: Kysely<unknown>,
  tables: readonly string[],
): Promise<readonly GrantedRight[]> {
  const { rows } = await sql<GrantedRight>`
    with whole as (
      select oid, relname, relowner, relacl from pg_catalog.pg_class
      where relnamespace = 'public'::regnamespace and relname = any(${[...tables, MIGRATIONS]})
    ), ours as (
      select * from whole
      union all
      select p.oid, p.relname, p.relowner, p.relacl
      from whole w
      join pg_catalog.pg_inherits i on i.inhparent = w.oid
      join pg_catalog.pg_class p on p.oid = i.inhrelid
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
      select 'function', format('%s.%I(%s)', f.pronamespace::regnamespace, f.proname,
        pg_get_function_identity_arguments(f.oid)), f.proowner, coalesce(f.proacl, acldefault('f', f.proowner))
      from pg_catalog.pg_proc f
      where f.pronamespace = 'public'::regnamespace and f.proname = any(${FUNCTIONS}) or f.oid in (
        select t.tgfoid from ours o join pg_catalog.pg_trigger t on t.tgrelid = o.oid and not t.tgisinternal)
    )
    select distinct kind, name, r.rolname as grantee
    from things, aclexplode(acl) as given left join pg_catalog.pg_roles r on r.oid = given.grantee
    where given.grantee <> owner`.execute(db);
  return rows;
}
