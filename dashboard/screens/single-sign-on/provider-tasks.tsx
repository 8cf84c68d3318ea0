import { type Answer, ask } from '../../ask';
import { ConfirmDialog } from '../../parts/dialog';
import { say } from '../../parts/toast';
import type { Resource } from '../../resource';
import { leaveForProvider } from '../../sso';
import { text } from '../../texts/text';
import type { IdentityProvider, IdentityProviders } from '../admin/types';

/** The properties of {@link TestProvider}. */
export interface TestProviderProps {
  readonly provider: IdentityProvider;
  readonly onClose: () => void;
}

/** Leaves for a provider, which sends the administrator back with what it says about them. */
export function TestProvider({ provider: { id, name }, onClose }: TestProviderProps) {
  const own = text.singleSignOn.tasks;
  return (
    <ConfirmDialog
      look="primary"
      title={own.testTitle(name)}
      why={own.testWhy}
      action={own.testStart}
      run={() => test(id)}
      onDone={() => undefined}
      onClose={onClose}
      texts={{ IDENTITY_PROVIDER_INVALID: own.invalid }}
    />
  );
}

async function test(id: string): Promise<Answer<never> | null> {
  const answer = await ask((client) =>
    client.POST('/admin/test-identity-provider', { body: { id } }),
  );
  if ('failure' in answer) return answer;
  const { url, attempt } = answer.data;
  return leaveForProvider(url, { attempt, query: { to: 'single-sign-on' } });
}

/** The properties of {@link SetActive} and {@link DeleteProvider}. */
export interface ProviderTaskProps extends TestProviderProps {
  readonly providers: Resource<IdentityProviders>;
}

/** Lets members log in with a provider, or no longer. */
export function SetActive({ provider, providers, onClose }: ProviderTaskProps) {
  const own = text.singleSignOn.tasks;
  const { id, name, active } = provider;
  return (
    <ConfirmDialog
      look={active ? 'danger' : 'primary'}
      title={active ? own.deactivateTitle(name) : own.activateTitle(name)}
      why={active ? own.deactivateWhy : own.activateWhy}
      action={
        active ? text.singleSignOn.providers.deactivate : text.singleSignOn.providers.activate
      }
      run={() =>
        ask((client) =>
          client.POST('/admin/update-identity-provider', { body: { id, active: !active } }),
        )
      }
      onDone={() => {
        say(active ? own.deactivated(name) : own.activated(name));
        void providers.reload();
      }}
      onFailure={() => void providers.reload()}
      onClose={onClose}
    />
  );
}

/** Deletes a provider. */
export function DeleteProvider({ provider: { id, name }, providers, onClose }: ProviderTaskProps) {
  const own = text.singleSignOn.tasks;
  return (
    <ConfirmDialog
      title={own.deleteTitle(name)}
      why={own.deleteWhy}
      action={own.delete}
      run={() => ask((client) => client.POST('/admin/delete-identity-provider', { body: { id } }))}
      onDone={() => {
        say(own.deleted(name));
        void providers.reload();
      }}
      onFailure={() => void providers.reload()}
      onClose={onClose}
    />
  );
}
