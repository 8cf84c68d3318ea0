// GET or POST /health: public on purpose, for monitors. Says nothing that a stranger must not know.
import { open } from '../assets/auth.private';

export const handler = open(() => ({ status: 'ok' }));
