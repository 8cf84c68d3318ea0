import type { ProjectOptions } from '../projects/project-copy';
import { TUNNEL } from '../servers/ngrok-stub';
import { deployToSimulator } from './deploy-to-simulator';
import { startLocalService } from './local-service';
import type { Service } from './service';

/** A service, its origin for Twilio, and the token with which Twilio signs. */
export interface KnownService {
  readonly service: Service;
  readonly origin: string;
  readonly authToken: string;
}

/** An environment that Twilio's signed webhooks can reach. */
export interface SignedEnvironment {
  readonly environment: string;
  start(options: ProjectOptions): Promise<KnownService>;
}

const AUTH_TOKEN = 'a1b2c3d4'.repeat(4);

/** The environments that signed webhooks can reach. */
export const SIGNED_ENVIRONMENTS: readonly SignedEnvironment[] = [
  {
    // The tunnel ends here, and the server still uses localhost as its host.
    environment: 'locally, behind a tunnel',
    async start({ variables, ...options }) {
      const more = { AUTH_TOKEN, PUBLIC_URL: TUNNEL };
      const service = await startLocalService({ ...options, variables: { ...variables, ...more } });
      return { service, origin: TUNNEL, authToken: AUTH_TOKEN };
    },
  },
  {
    environment: 'deployed',
    async start(options) {
      const service = await deployToSimulator(options);
      const { authToken } = service.simulator.account;
      return { service, origin: `https://${service.domainName}`, authToken };
    },
  },
];
