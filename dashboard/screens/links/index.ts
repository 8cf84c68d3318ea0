export { CompleteSignUp } from './complete-sign-up';
export { ConfirmEmail } from './confirm-email';
export { FinishSso } from './finish-sso';
export { ForgotPassword, SignUp } from './forgot-password';
export { Invitation } from './invitation';
export { LoggedOut } from './logged-out';
export { ResetPassword } from './reset-password';
export { ServiceWide } from './service-wide';
export { Sso } from './sso';
