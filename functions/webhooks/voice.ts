// POST /webhooks/voice: answers an incoming call. Who may call: Twilio, by its signature, and users of
// basic(). Give Twilio https://your-service.twil.io/webhooks/voice and POST. With GET, or where the
// signature cannot be checked, give it https://USERNAME:PASSWORD@your-service.twil.io/webhooks/voice:
// Twilio calls without the credentials first, and again with them once it was challenged.
import { basic, twilioSignature, withAuth } from '../../assets/auth.private';

export const handler = withAuth([basic(), twilioSignature()], () => {
  const reply = new Twilio.twiml.VoiceResponse();
  reply.say('Ahoy! This call was answered by a Function that only Twilio may call.');
  return reply;
});
