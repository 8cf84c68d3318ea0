import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Card, Empty } from '../../parts/card';
import { Loaded } from '../../parts/loaded';
import { Menu, MenuItem } from '../../parts/menu';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import type { Resource } from '../../resource';
import { text } from '../../texts/text';
import type { IdentityProvider, IdentityProviders as Providers } from '../admin/types';
import { EditIdentityProvider } from './edit-identity-provider';
import { PROVIDER_NAMES } from './provider-fields';
import { DeleteProvider, SetActive, TestProvider } from './provider-tasks';
import { ExpiryBadge } from './saml-fields';

interface ProvidersProps {
  readonly providers: Resource<Providers>;
}

/** The card of the account's identity providers. */
export function IdentityProviders({ providers }: ProvidersProps) {
  const own = text.singleSignOn.providers;
  const { open, dialog } = useDialog();
  const { data } = providers;
  const isEmpty = data?.items.length === 0;
  const add = data && (
    <Button
      look={isEmpty ? 'primary' : 'secondary'}
      onClick={() =>
        open((close) => <EditIdentityProvider {...{ providers, data }} onClose={close} />)
      }
    >
      {own.add}
    </Button>
  );
  return (
    <Card title={own.title} why={own.why} {...(data !== undefined && !isEmpty && { actions: add })}>
      <Loaded resource={providers}>
        {({ items }) =>
          isEmpty ? <Empty text={own.empty}>{add}</Empty> : <Rows {...{ providers, items, open }} />
        }
      </Loaded>
      {dialog}
    </Card>
  );
}

interface RowsProps extends ProvidersProps {
  readonly items: readonly IdentityProvider[];
  readonly open: (render: RenderDialog) => void;
}

function Rows({ providers, items, open }: RowsProps) {
  return (
    <ul class="rows">
      {items.map((provider) => (
        <Row key={provider.id} {...{ providers, provider, open }} />
      ))}
    </ul>
  );
}

interface RowProps extends ProvidersProps {
  readonly provider: IdentityProvider;
  readonly open: (render: RenderDialog) => void;
}

function Row({ providers, provider, open }: RowProps) {
  const own = text.singleSignOn.providers;
  const { name, type, issuer, active, saml } = provider;
  const test = () => open((close) => <TestProvider provider={provider} onClose={close} />);
  return (
    <li>
      <div>
        <p class="tags">
          <strong>{name}</strong>
          <Badge look={active ? 'good' : 'warning'} text={active ? own.active : own.inactive} />
          <ExpiryBadge saml={saml} />
        </p>
        <p class="muted small">
          {PROVIDER_NAMES[type]} · {issuer}
        </p>
      </div>
      <div class="tags">
        <Button aria-label={own.testOf(name)} onClick={test}>
          {own.test}
        </Button>
        <Actions {...{ providers, provider, open }} />
      </div>
    </li>
  );
}

function Actions({ providers, provider, open }: RowProps) {
  const own = text.singleSignOn.providers;
  const { name, active } = provider;
  const { data } = providers;
  const opens = (Task: typeof SetActive) => () =>
    open((close) => <Task {...{ providers, provider }} onClose={close} />);
  return (
    <Menu label={text.frame.actions(name)}>
      {() => (
        <>
          <MenuItem
            onClick={() =>
              data &&
              open((close) => (
                <EditIdentityProvider {...{ providers, data, provider }} onClose={close} />
              ))
            }
          >
            {own.edit}
          </MenuItem>
          <MenuItem isDangerous={active} onClick={opens(SetActive)}>
            {active ? own.deactivate : own.activate}
          </MenuItem>
          <MenuItem isDangerous onClick={opens(DeleteProvider)}>
            {text.singleSignOn.tasks.delete}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
