import { type Authenticator, addPasskey } from '../directory/authenticator';
import { ADMINISTRATOR, type Caller } from '../directory/directory';
import { membershipOf } from '../directory/directory-rows';
import { sessionFor } from '../directory/session-for';
import { enroll } from '../directory/totp';
import { ADA, type SsoFixture } from './sso-fixture';

/** An administrator with a session by the account's identity provider. */
export interface SsoAdministrator {
  readonly userId: string;
  readonly member: string;
  readonly caller: Caller;
}

/** Adds the administrator of {@link ADA}, who has logged in with the provider. */
export async function addSsoAdministrator(sso: SsoFixture): Promise<SsoAdministrator> {
  const userId = await sso.directory.addUser(ADA.email, { [sso.account]: ADMINISTRATOR });
  await sso.query('update users set email_key = email where id = $1', userId);
  const { caller } = await sso.logIn();
  const member = await membershipOf(sso.directory.database, userId, sso.account);
  return { userId, member, caller };
}

/** Requires single sign-on of the account, without ending a session. */
export function enforce({ query, account }: SsoFixture): Promise<unknown> {
  return query("update accounts set sso = 'enforced' where id = $1", account);
}

/** A break-glass member, and their second factors. */
export interface BreakGlass {
  readonly userId: string;
  readonly member: string;
  readonly secret: string;
  readonly authenticator: Authenticator;
}

/** Adds an administrator with a password and two second factors, who may log in without single sign-on. */
export async function addBreakGlass(
  sso: SsoFixture,
  email: string,
  others: readonly string[] = [],
): Promise<BreakGlass> {
  const accounts = [sso.account, ...others].map((id) => [id, ADMINISTRATOR] as const);
  const userId = await sso.directory.addUser(email, Object.fromEntries(accounts));
  await sso.query('update users set email_key = email where id = $1', userId);
  const member = await membershipOf(sso.directory.database, userId, sso.account);
  // A session without an account, because the account may require single sign-on already.
  const caller = await sessionFor(sso.directory, { userId, accountId: null });
  const { secret } = await enroll(sso.directory, caller);
  const { authenticator } = await addPasskey(caller);
  await sso.query('update memberships set break_glass = true where id = $1', member);
  await sso.query('delete from sessions where user_id = $1', userId);
  return { userId, member, secret, authenticator };
}
