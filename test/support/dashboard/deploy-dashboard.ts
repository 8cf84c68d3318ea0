import { startHttpsFront } from '../servers/https-front';
import { deployToSimulator } from '../services/deploy-to-simulator';
import type { StartedService } from './dashboard';

/** Deploys the service to the production simulator, under its own name and by HTTPS. */
export async function deployDashboard(
  given: Readonly<Record<string, string>>,
): Promise<StartedService> {
  // The deploy needs the simulator's own credentials.
  const { ACCOUNT_SID: _account, AUTH_TOKEN: _token, ...variables } = given;
  const [service, front] = await Promise.all([deployToSimulator({ variables }), startHttpsFront()]);
  front.serve(service.url);
  const { port } = new URL(front.origin);
  const rules = `MAP ${service.domainName} 127.0.0.1:${port}, MAP * ~NOTFOUND`;
  return {
    origin: `https://${service.domainName}`,
    browserArguments: [`--host-resolver-rules=${rules}`],
    async close() {
      await front.close();
      await service.close();
    },
  };
}
