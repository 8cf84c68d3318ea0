import type { ProjectOptions } from '../projects/project-copy';
import { TUNNEL } from '../servers/ngrok-stub';
import { deployToSimulator } from './deploy-to-simulator';
import { startLocalService } from './local-service';
import type { Service } from './service';

/** A service, the origin at which Twilio knows it, and the token that Twilio signs with. */
export interface KnownService {
  readonly service: Service;
  readonly origin: string;
  readonly authToken: string;
}

/** Somewhere Twilio's signed webhooks can reach this project. */
export interface SignedEnvironment {
  readonly environment: string;
  start(options: ProjectOptions): Promise<KnownService>;
}

const AUTH_TOKEN = 'a1b2c3d4'.repeat(4);

/** Everywhere they can reach it. */
export const SIGNED_ENVIRONMENTS: readonly SignedEnvironment[] = [
  {
    // The tunnel ends here, and the server goes on to think that it is localhost.
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
