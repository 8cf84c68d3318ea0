// POST /webhooks/status: notes in the log what became of a message or a call. Who may call: clients
// with a token of bearer(), as a gateway that passes Twilio's status callbacks on, in the field
// "Authorization: Bearer TOKEN". Its URL is https://your-service.twil.io/webhooks/status, without
// credentials: a token has no place in a URL.
import { bearer, withAuth } from '../../assets/auth.private';

export const handler = withAuth(bearer(), (_context, event) => {
  const { MessageSid, CallSid, MessageStatus, CallStatus } = event;
  const sid = textOf(MessageSid ?? CallSid);
  const status = textOf(MessageStatus ?? CallStatus);
  console.log(JSON.stringify({ status_callback: { sid, status } }));
  return new Twilio.Response().setStatusCode(204);
});

// In a body of JSON there may be anything, also what cannot be written down again.
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
