import { serve } from '../serve';

// An empty process, which contains only the benchmark.
const answer = () => async () => true;

serve(async () => ({
  checkSession: answer,
  checkToken: answer,
  signIn: answer,
  bareHash: async () => {},
  close: async () => {},
}));
