import { boolean, nullable, strictObject, string } from 'valibot';
import { operation } from '../../api/operation';
import { describeInvitation, findLiveInvitation } from '../../invitations/invitations';
import { linkToken, roles, timestamp } from '../../schemas';

export const showInvitation = operation({
  name: 'session/show-invitation',
  summary: 'Shows what an invitation is for to the holder of its link.',
  access: 'anyone',
  // It changes nothing, but `changes` requires a JSON body, which keeps the secret out of the URL.
  changes: true,
  input: strictObject({ token: linkToken }),
  output: strictObject({
    account: strictObject({ name: string(), mfaRequired: boolean() }),
    email: string(),
    roles,
    invitedBy: nullable(strictObject({ name: string(), email: string() })),
    expiresAt: timestamp,
    /** Whether the address has a user, who logs in to accept. Otherwise the invitee signs up by the invitation. */
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
