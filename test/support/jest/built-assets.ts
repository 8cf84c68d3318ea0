import { join } from 'node:path';
import { PROJECT } from '../projects/project';

// The built private assets that the library loads at run time.
const built = (name: string) => ({
  path: join(PROJECT, '.twilioserverless', 'assets', `${name}.private.js`),
  open: () => '',
});
const assets = {
  '/jwt.js': built('jwt'),
  '/directory.js': built('directory'),
  '/mail.js': built('mail'),
  '/passkeys.js': built('passkeys'),
  '/saml.js': built('saml'),
  '/sso.js': built('sso'),
  '/scim.js': built('scim'),
};
Object.assign(globalThis, { Runtime: { getAssets: () => assets } });
