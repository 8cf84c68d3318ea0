export { CompleteSignUp } from './complete-sign-up';
export { Invitation } from './invitation';
export { ResetPassword } from './reset-password';
