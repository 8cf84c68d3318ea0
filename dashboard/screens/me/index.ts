import { me } from '../../texts/en/me';
import { addEnglish } from '../../texts/text';

export { NoAccount } from './no-account';
export { Profile } from './profile';
export { StepUp } from './step-up';

addEnglish({ me });
