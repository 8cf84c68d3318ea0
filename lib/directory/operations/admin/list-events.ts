import { array, nullable, strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageSize } from '../../api/pagination';
import { event, eventFilter, readEvents } from '../../audit-log/find-events';
import { id } from '../../schemas';

export const listEvents = operation({
  name: 'admin/list-events',
  summary: "Lists the account's events, newest first.",
  access: requireRole('administrator'),
  changes: false,
  input: strictObject({ ...eventFilter, limit: pageSize(100, 50) }),
  output: strictObject({ items: array(event), next: nullable(id) }),
  errors: ['NOT_FOUND'],
  run: readEvents,
});
