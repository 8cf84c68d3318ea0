import { confirmEmail } from '../../texts/en/confirm-email';
import { invitation } from '../../texts/en/invitation';
import { addEnglish } from '../../texts/text';

export { CompleteSignUp } from './complete-sign-up';
export { ConfirmEmail } from './confirm-email';
export { ForgotPassword, SignUp } from './forgot-password';
export { Invitation } from './invitation';
export { ResetPassword } from './reset-password';

addEnglish({ confirmEmail, invitation });
