/** What the audit log calls the objects of events, by their type. */
export const eventObjects = {
  account: 'Account',
  user: 'User',
  membership: 'Member',
  service_user: 'Service user',
  credential: 'Credential',
  invitation: 'Invitation',
  session: 'Session',
  sign_up: 'Sign-up',
  events: 'Audit log',
  identity_provider: 'Identity provider',
  domain: 'Domain',
  group: 'Group',
};
