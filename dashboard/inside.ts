// What every user needs after a login, and what the later files share, in one file.
import './parts/card';
import './parts/copy-field';
import './parts/factor-form';
import './parts/filters';
import './parts/gone-is-done';
import './parts/later';
import './parts/list-table';
import './parts/roles-in-words';
import './parts/save-file';
import './parts/secret-once';
import './parts/text-area';
import './screens/admin/person-dialog';
import './screens/me/delete-user';
import './screens/me/passkey-signals';
import { deleteUser } from './texts/en/delete-user';
import { frame } from './texts/en/frame';
import { insideErrors } from './texts/en/inside-errors';
import { person } from './texts/en/person';
import { addEnglish } from './texts/text';

export { Frame } from './parts/frame';
export { Interruptions } from './parts/interruptions';

addEnglish({ deleteUser, frame, insideErrors, person });
