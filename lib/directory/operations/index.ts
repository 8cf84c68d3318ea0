export { exportEvents } from './admin/export-events';
export { listEvents } from './admin/list-events';
export { logIn } from './session/log-in';
export { logOut } from './session/log-out';
export { showSession } from './session/show-session';
export { switchAccount } from './session/switch-account';
