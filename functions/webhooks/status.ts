// POST /webhooks/status: notes in the log what became of a message or a call. Who may call: clients
// with a token of bearer(), as a gateway that passes Twilio's status callbacks on, in the field
// "Authorization: Bearer TOKEN". Its URL is https://your-service.twil.io/webhooks/status, without
// credentials: a token has no place in a URL.
import { bearer, withAuth } from '../../assets/auth.private';

export const handler = withAuth(bearer(), (_context, event) => {
  const { MessageSid, CallSid, MessageStatus, CallStatus } = event;
  const sid = MessageSid ?? CallSid;
  console.log(JSON.stringify({ status_callback: { sid, status: MessageStatus ?? CallStatus } }));
  return new Twilio.Response().setStatusCode(204);
});
