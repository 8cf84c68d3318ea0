// POST /webhooks/sms: replies to an incoming message. Callers: Twilio, by its signature, and users of
// basic(). Configure https://your-service.twil.io/webhooks/sms with POST at Twilio. With GET, or if the
// signature cannot be verified, configure https://USERNAME:PASSWORD@your-service.twil.io/webhooks/sms.
// Twilio then calls without the credentials first, and again with them after the challenge.
import { basic, twilioSignature, withAuth } from '../../assets/auth.private';

// Characters that a text message can contain and XML cannot (XML 1.0 section 2.2).
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

export const handler = withAuth([basic(), twilioSignature()], (_context, { Body: body }) => {
  const reply = new Twilio.twiml.MessagingResponse();
  reply.message(typeof body === 'string' ? `You said: ${body.replace(NOT_XML, '')}` : 'Ahoy!');
  return reply;
});
