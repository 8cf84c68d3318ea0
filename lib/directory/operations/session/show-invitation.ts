import { boolean, nullable, strictObject, string } from 'valibot';
import { operation } from '../../api/operation';
import { describeInvitation, findLiveInvitation } from '../../invitations/invitations';
import { linkToken, roles, timestamp } from '../../schemas';

/** Shows whoever holds an invitation's link what it is for, and which way leads on. */
export const showInvitation = operation({
  name: 'session/show-invitation',
  summary: 'Shows whoever holds an invitation what it is for.',
  access: 'anyone',
  // It changes nothing; but a secret must not stand in a query, so it is asked for as what does.
  changes: true,
  input: strictObject({ token: linkToken }),
  output: strictObject({
    account: strictObject({ name: string(), mfaRequired: boolean() }),
    email: string(),
    roles,
    invitedBy: nullable(strictObject({ name: string(), email: string() })),
    expiresAt: timestamp,
    /** Whether that address has a user, who logs in to accept; else one signs up by the invitation. */
    hasUser: boolean(),
  }),
  errors: ['LINK_INVALID'],
  async run(call, { token }) {
    const found = await findLiveInvitation(call.database, token);
    const { email, roles: granted, invitedBy, expiresAt } = describeInvitation(found);
    return {
      account: { name: found.accountName, mfaRequired: found.mfaRequired },
      email,
      roles: granted,
      invitedBy: invitedBy && { name: invitedBy.name, email: invitedBy.email },
      expiresAt,
      hasUser: found.hasUser,
    };
  },
});
