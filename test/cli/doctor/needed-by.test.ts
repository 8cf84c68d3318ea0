import { NEEDED_BY } from '../../../cli/doctor/check-parts';
import { functionsThatLoad } from '../../support/projects/part-users';

// These serve identity providers of both kinds, or have other second factors, or do without the part.
const WORK_WITHOUT = {
  sso: [
    '/account/start-identity-link',
    '/admin/test-identity-provider',
    '/session/finish-sso',
    '/session/log-out',
    '/session/start-sso',
    '/session/start-sso-step-up',
  ],
  saml: ['/admin/update-identity-provider'],
  passkeys: [
    '/account/disable-mfa',
    '/account/regenerate-recovery-codes',
    '/session/second-factor',
    '/session/step-up',
  ],
} as const;

test.each(['sso', 'saml', 'passkeys'] as const)(
  'the doctor names every Function that needs /%s.js, or it works without it',
  (part) => {
    const classified: readonly string[] = [...NEEDED_BY[part], ...WORK_WITHOUT[part]];
    const loading = functionsThatLoad(part);

    expect(loading.filter((path) => !classified.includes(path))).toEqual([]);
    expect(WORK_WITHOUT[part].filter((path) => !loading.includes(path))).toEqual([]);
  },
);
