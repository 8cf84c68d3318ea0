import { optional, strictObject } from 'valibot';
import { SELF_SERVICE } from '../../api/access';
import { operation } from '../../api/operation';
import { pageOf, pageSize } from '../../api/pagination';
import { event } from '../../audit-log/find-events';
import { readOwnEvents } from '../../audit-log/find-own-events';
import { id } from '../../schemas';

export const listEvents = operation({
  name: 'account/list-events',
  summary:
    "Lists the events of the last 90 days that the caller caused or that are about the caller's user, newest first.",
  access: SELF_SERVICE,
  changes: false,
  input: strictObject({ before: optional(id), limit: pageSize(100, 50) }),
  output: pageOf(event),
  errors: ['NOT_FOUND'],
  run: readOwnEvents,
});
