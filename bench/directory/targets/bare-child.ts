import { serve } from '../serve';

// A process with nothing in it but what measures.
const answer = () => async () => true;

serve(async () => ({
  checkSession: answer,
  checkToken: answer,
  signIn: answer,
  bareHash: async () => {},
  close: async () => {},
}));
