import type { ProjectFiles } from './write-project';

/** A user of the Function `/people`. */
export interface Person {
  readonly username: string;
  readonly password: string;
}

/** The users of the Function `/people`. */
export const PEOPLE: readonly Person[] = [
  { username: 'ada', password: 'ahoy: 111' },
  { username: 'grace', password: 'ahoy: 222' },
  { username: 'søren', password: '暗号暗号暗号暗号' },
  { username: 'Ada', password: 'ahoy: 444' },
  { username: 'nobody@example.com', password: 'ahoy: 555' },
];

/**
 * The Function `/people`, a `/whoami` for several users. It answers with a delay, so requests run concurrently.
 */
export const PEOPLE_FUNCTION: ProjectFiles = {
  'people.js': `
    const { basic, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
    const people = basic({ credentials: ${JSON.stringify(PEOPLE)} });
    exports.handler = withAuth(people, async (context) => {
      await new Promise(setImmediate);
      return context.auth;
    });`,
};
