import { activity } from './activity';
import { events } from './events';
import { exporting } from './exporting';
import { sessions } from './sessions';

/** The texts in German of sessions, activity and the audit log. */
export const texts = {
  activity,
  events,
  exporting,
  sessions,
};
