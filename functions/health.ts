// GET or POST /health: public on purpose, for monitors. The response reveals nothing confidential.
import { open } from '../assets/auth.private';

export const handler = open(() => ({ status: 'ok' }));
