import {
  digits,
  integer,
  looseObject,
  maxValue,
  minValue,
  nullable,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  string,
  transform,
  union,
} from 'valibot';
import { givenTime, id, time } from '../schemas';
import { EVENT_TYPES } from './event-types';

/** Which events: what a query can say too, as nothing in it is secret. */
export const eventFilter = {
  type: optional(picklist(EVENT_TYPES)),
  principal: optional(id),
  object: optional(id),
  since: optional(givenTime),
  until: optional(givenTime),
  before: optional(id),
};

/** How many items of a list: a number, or its digits in a query. */
export const pageSize = (most: number, usual: number) =>
  optional(
    pipe(
      union([number(), pipe(string(), digits(), transform(Number))]),
      integer(),
      minValue(1),
      maxValue(most),
    ),
    usual,
  );

/** One event, as it is listed and exported. */
export const event = strictObject({
  id,
  type: string(),
  at: time,
  principal: strictObject({
    type: picklist(['user', 'service_user', 'nobody']),
    id: nullable(string()),
    name: nullable(string()),
    credential: nullable(string()),
  }),
  source: string(),
  object: looseObject({ type: string(), id: nullable(string()) }),
  requestId: string(),
});
