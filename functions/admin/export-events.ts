// GET or POST /admin/export-events: administrators.
import { policyFor, withAuth } from '../../assets/auth.private';
import { endpoint, operations } from '../../assets/directory.private';

const { exportEvents } = operations.admin;

export const handler = withAuth(policyFor(exportEvents), endpoint(exportEvents));
