export { CompleteSignUp } from './complete-sign-up';
export { ConfirmEmail } from './confirm-email';
export { FinishSso } from './finish-sso';
export { ForgotPassword, SignUp } from './forgot-password';
export { Invitation } from './invitation';
export { ResetPassword } from './reset-password';
export { Sso } from './sso';
