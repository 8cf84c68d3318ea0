// GET /account: the dashboard's page, for everyone. What the page shows comes from guarded endpoints.
import { dashboard, open } from '../assets/auth.private';

export const handler = open(dashboard());
