import { open } from '../assets/auth.private';

export const handler = open((_context, _event, callback) => {
  callback(null, 'OK');
});
