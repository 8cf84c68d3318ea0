// POST /webhooks/sms: replies to an incoming message. Who may call: Twilio, by its signature, and
// users of basic(). Give Twilio https://your-service.twil.io/webhooks/sms and POST. With GET, or where
// the signature cannot be checked, give it https://USERNAME:PASSWORD@your-service.twil.io/webhooks/sms:
// Twilio calls without the credentials first, and again with them once it was challenged.
import { basic, twilioSignature, withAuth } from '../../assets/auth.private';

// What XML cannot carry (XML 1.0 section 2.2) and a text message can.
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

export const handler = withAuth([basic(), twilioSignature()], (_context, { Body: body }) => {
  const reply = new Twilio.twiml.MessagingResponse();
  reply.message(typeof body === 'string' ? `You said: ${body.replace(NOT_XML, '')}` : 'Ahoy!');
  return reply;
});
