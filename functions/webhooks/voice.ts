// POST /webhooks/voice: answers an incoming call. Callers: Twilio, by its signature, and users of
// basic(). Configure https://your-service.twil.io/webhooks/voice with POST at Twilio. With GET, or if the
// signature cannot be verified, configure https://USERNAME:PASSWORD@your-service.twil.io/webhooks/voice.
// Twilio then calls without the credentials first, and again with them after the challenge.
import { basic, twilioSignature, withAuth } from '../../assets/auth.private';

export const handler = withAuth([basic(), twilioSignature()], () => {
  const reply = new Twilio.twiml.VoiceResponse();
  reply.say('Ahoy! This call was answered by a Function that only Twilio may call.');
  return reply;
});
