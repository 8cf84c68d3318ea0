import type { ProjectOptions } from '../projects/project-copy';
import { TUNNEL } from '../servers/ngrok-stub';
import { deployToTwin } from './deploy-to-simulator';
import { startLocalService } from './local-service';
import type { Service } from './service';

/** A service, the origin at which Twilio knows it, and the token that Twilio signs with. */
export interface KnownService {
  readonly service: Service;
  readonly origin: string;
  readonly authToken: string;
}

/** Somewhere Twilio's signed webhooks can reach this project. */
export interface SignedPlace {
  readonly place: string;
  start(options: ProjectOptions): Promise<KnownService>;
}

const AUTH_TOKEN = 'a1b2c3d4'.repeat(4);

/** Everywhere they can reach it. */
export const SIGNED_PLACES: readonly SignedPlace[] = [
  {
    // The tunnel ends here, and the server goes on to think that it is localhost.
    place: 'locally, behind a tunnel',
    async start({ variables, ...options }) {
      const more = { AUTH_TOKEN, PUBLIC_URL: TUNNEL };
      const service = await startLocalService({ ...options, variables: { ...variables, ...more } });
      return { service, origin: TUNNEL, authToken: AUTH_TOKEN };
    },
  },
  {
    place: 'deployed',
    async start(options) {
      const service = await deployToTwin(options);
      const { authToken } = service.twin.account;
      return { service, origin: `https://${service.domainName}`, authToken };
    },
  },
];
