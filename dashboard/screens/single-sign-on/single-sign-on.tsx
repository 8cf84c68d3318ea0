import { Notice } from '../../parts/alert';
import { Heading } from '../../parts/heading';
import { useResource } from '../../resource';
import { text } from '../../texts/text';
import type {
  Account,
  Domains as DomainList,
  IdentityProviders as ProviderList,
} from '../admin/types';
import { Domains } from './domains';
import { Enforcement } from './enforcement';
import { Groups } from './groups';
import { IdentityProviders } from './identity-providers';
import { Provisioning } from './provisioning';
import { Scim } from './scim';

/** `#/single-sign-on`: the account's identity providers and domains, and who joins by them. */
export function SingleSignOn() {
  const providers = useResource<ProviderList>((client) =>
    client.GET('/admin/list-identity-providers'),
  );
  const domains = useResource<DomainList>((client) => client.GET('/admin/list-domains'));
  const account = useResource<Account>((client) => client.GET('/admin/show-account'));
  const hasProvider = providers.data !== undefined && providers.data.items.length > 0;
  const isUsable =
    account.data?.sso === 'enforced' || providers.data?.items.some(({ active }) => active);
  return (
    <>
      <Heading title={text.frame.screens['single-sign-on']} why={text.singleSignOn.why} />
      <NextStep providers={providers.data} domains={domains.data} />
      <IdentityProviders providers={providers} />
      <Domains domains={domains} />
      <Provisioning account={account} />
      {hasProvider && <Scim />}
      {hasProvider && <Groups />}
      {isUsable && <Enforcement account={account} />}
    </>
  );
}

interface NextStepProps {
  readonly providers: ProviderList | undefined;
  readonly domains: DomainList | undefined;
}

// What keeps members from a login with the providers that are there.
function NextStep({ providers, domains }: NextStepProps) {
  const own = text.singleSignOn.next;
  if (providers === undefined || domains === undefined || providers.items.length === 0) return null;
  if (!providers.items.some(({ active }) => active)) return <Notice>{own.active}</Notice>;
  if (domains.items.some(({ verifiedAt }) => verifiedAt !== null)) return null;
  return <Notice>{own.domain}</Notice>;
}
