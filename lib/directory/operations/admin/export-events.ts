import { array, nullable, strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageSize } from '../../api/pagination';
import { event, eventFilter, readEvents } from '../../audit-log/find-events';
import { id } from '../../schemas';

const LONGEST = 2000;

/** Sets the header `Next-Before` if more events follow. Its value is the next request's `before`. */
export const exportEvents = operation({
  name: 'admin/export-events',
  summary: "Exports the account's events as lines of JSON, newest first.",
  access: requireRole('administrator'),
  changes: false,
  asLines: true,
  input: strictObject({ ...eventFilter, limit: pageSize(LONGEST, LONGEST) }),
  output: strictObject({ items: array(event), next: nullable(id) }),
  errors: ['NOT_FOUND'],
  run: readEvents,
});
