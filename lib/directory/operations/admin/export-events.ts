import { array, strictObject } from 'valibot';
import { atLeast } from '../../access';
import { findEvents } from '../../events/find-events';
import { event, eventFilter, pageSize } from '../../events/schemas';
import { callerOf } from '../../identity';
import { operation } from '../../operation';

// An answer has at most 4 MB, and a line has at most about 1.5 kB.
const LONGEST = 2000;

/** The same events as lines of JSON: what comes after a full answer begins `before` its last line's id. */
export const exportEvents = operation({
  name: 'admin/export-events',
  summary: "Gives the account's events as lines of JSON, the newest first.",
  access: atLeast('administrator'),
  changes: false,
  asLines: true,
  input: strictObject({ ...eventFilter, limit: pageSize(LONGEST, LONGEST) }),
  output: array(event),
  errors: [],
  async run(call, input) {
    const { accountId = '' } = callerOf(call);
    const { items } = await findEvents(call.database, accountId, input);
    return [...items];
  },
});
