// POST /webhooks/status: logs the status of a message or a call. Callers: clients with a token of bearer()
// in the header "Authorization: Bearer TOKEN", such as a gateway that forwards Twilio's status callbacks.
// The URL is https://your-service.twil.io/webhooks/status, without credentials: a token must not appear in
// a URL.
import { bearer, withAuth } from '../../assets/auth.private';

export const handler = withAuth(bearer(), (_context, event) => {
  const { MessageSid, CallSid, MessageStatus, CallStatus } = event;
  const sid = textOf(MessageSid ?? CallSid);
  const status = textOf(MessageStatus ?? CallStatus);
  console.log(JSON.stringify({ status_callback: { sid, status } }));
  return new Twilio.Response().setStatusCode(204);
});

// A JSON body can contain any value, including one that cannot be serialized again.
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
