import { strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageOf, pageSize } from '../../api/pagination';
import { event, eventFilter, readEvents } from '../../audit-log/find-events';

const MAX_ITEMS = 2000;

/** Sets the header `Next-Before` if more events follow. Its value is the next request's `before`. */
export const exportEvents = operation({
  name: 'admin/export-events',
  summary: "Exports the account's events as lines of JSON, newest first.",
  access: requireRole('administrator'),
  changes: false,
  asLines: true,
  input: strictObject({ ...eventFilter, limit: pageSize(MAX_ITEMS, MAX_ITEMS) }),
  output: pageOf(event),
  errors: ['NOT_FOUND'],
  run: readEvents,
});
