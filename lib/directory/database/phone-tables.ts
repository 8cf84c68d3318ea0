import type { ColumnType } from 'kysely';
import type { Fixed } from './columns';

/** The confirmed phones of users. */
export interface PhonesTable {
  readonly user_id: Fixed<string>;
  /** In E.164, encrypted under DIRECTORY_KEY. */
  number: string;
  created_at: ColumnType<Date, never, Date>;
}

/** The code that was last sent in a session. Twilio Verify has the code itself. */
export interface PhoneVerificationsTable {
  readonly session_id: Fixed<string>;
  sid: string;
  /** A new number that the code confirms, encrypted under DIRECTORY_KEY. Null if it went to the user's own. */
  number: string | null;
  expires_at: Date;
}
