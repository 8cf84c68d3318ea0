export { CompleteSignUp } from './complete-sign-up';
export { ConfirmEmail } from './confirm-email';
export { ForgotPassword, SignUp } from './forgot-password';
export { Invitation } from './invitation';
export { ResetPassword } from './reset-password';
