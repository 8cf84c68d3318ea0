import { strictObject } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { pageOf, pageSize } from '../../api/pagination';
import { event, eventFilter, readEvents } from '../../audit-log/find-events';

export const listEvents = operation({
  name: 'admin/list-events',
  summary: "Lists the account's events, newest first.",
  access: requireRole('administrator'),
  changes: false,
  input: strictObject({ ...eventFilter, limit: pageSize(100, 50) }),
  output: pageOf(event),
  errors: ['NOT_FOUND'],
  run: readEvents,
});
