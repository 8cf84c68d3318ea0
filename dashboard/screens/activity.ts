// What happened: the user's sessions and activity, and the audit log, in one file.
import { activity } from '../texts/en/activity';
import { events } from '../texts/en/events';
import { exporting } from '../texts/en/exporting';
import { sessions } from '../texts/en/sessions';
import { addEnglish } from '../texts/text';

export { Events } from './admin/events';
export { Activity } from './me/activity';
export { Sessions } from './me/sessions';

addEnglish({ activity, events, exporting, sessions });
