import { later } from '../../parts/later';
import { useResource } from '../../resource';
import { loadSsoLogin } from '../load-sso-login';
import type { ServiceWideProps } from './service-wide';

const ServiceWide = later(async () => (await loadSsoLogin()).ServiceWide);

/** The buttons of the providers for every user of the service. Without any, it shows nothing. */
export function OtherWays({ query }: Pick<ServiceWideProps, 'query'>) {
  const ways = useResource((client) => client.POST('/session/list-login-ways', { body: {} }));
  const providers = ways.data?.serviceWideProviders ?? [];
  return providers.length === 0 ? null : <ServiceWide {...{ providers, query }} />;
}
