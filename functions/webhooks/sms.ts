// POST /webhooks/sms: replies to an incoming message. Who may call: Twilio, by its signature, and
// users of basic(). Give Twilio https://your-service.twil.io/webhooks/sms and POST. With GET, or where
// the signature cannot be checked, give it https://USERNAME:PASSWORD@your-service.twil.io/webhooks/sms:
// Twilio calls without the credentials first, and again with them once it was challenged.
import { basic, twilioSignature, withAuth } from '../../assets/auth.private';

export const handler = withAuth([basic(), twilioSignature()], (_context, event) => {
  const reply = new Twilio.twiml.MessagingResponse();
  reply.message(typeof event['Body'] === 'string' ? `You said: ${event['Body']}` : 'Ahoy!');
  return reply;
});
