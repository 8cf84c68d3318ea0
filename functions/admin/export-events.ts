// /admin/export-events: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, exportEvents } from '../../assets/directory.private';

export const handler = withAuth(policyFor(exportEvents), endpoint(exportEvents));
