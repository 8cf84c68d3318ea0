import type { Generated } from 'kysely';
import type { Created, Fixed } from './columns';

/** The blocks of addresses that an account allows. */
export interface IpRulesTable {
  readonly account_id: Fixed<string>;
  readonly type: Fixed<'dashboard' | 'api'>;
  /** In CIDR notation. */
  readonly block: Fixed<string>;
  readonly description: Fixed<string>;
}

/** The days on which a caller was outside of these blocks. */
export interface IpMissesTable {
  readonly account_id: Fixed<string>;
  readonly type: Fixed<'dashboard' | 'api'>;
  /** The id of a membership or a credential. */
  readonly principal_id: Fixed<string>;
  readonly day: Created;
  last_at: Generated<Date>;
}
