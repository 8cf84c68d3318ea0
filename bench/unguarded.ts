// The Function that guarded.ts protects, without its guard.
type Callback = (error: null, payload: string) => void;

export const handler = (_context: object, _event: object, callback: Callback) => {
  callback(null, 'OK');
};
