import { array, nullable, strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageSize } from '../../api/pagination';
import { event, eventFilter, readEvents } from '../../audit-log/find-events';
import { id } from '../../schemas';

const LONGEST = 2000;

/**
 * The same events as lines of JSON. An answer with the field `Next-Before` is not the last one: what
 * comes after it is asked for with that as `before`.
 */
export const exportEvents = operation({
  name: 'admin/export-events',
  summary: "Gives the account's events as lines of JSON, the newest first.",
  access: requireRole('administrator'),
  changes: false,
  asLines: true,
  input: strictObject({ ...eventFilter, limit: pageSize(LONGEST, LONGEST) }),
  output: strictObject({ items: array(event), next: nullable(id) }),
  errors: ['NOT_FOUND'],
  run: readEvents,
});
