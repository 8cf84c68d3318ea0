// POST /webhooks/sms: replies to an incoming message. Give Twilio the URL with the credentials in
// it, https://USERNAME:PASSWORD@your-service.twil.io/webhooks/sms: Twilio calls without them first,
// and again with them once it was challenged.
import { basic, withAuth } from '../../assets/auth.private';

export const handler = withAuth(basic(), (_context, event) => {
  const reply = new Twilio.twiml.MessagingResponse();
  reply.message(typeof event['Body'] === 'string' ? `You said: ${event['Body']}` : 'Ahoy!');
  return reply;
});
