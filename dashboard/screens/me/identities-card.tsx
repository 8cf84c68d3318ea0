import type { paths } from '../../../client/api';
import { type Answer, ask } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { Card } from '../../parts/card';
import { ConfirmDialog } from '../../parts/dialog';
import { BY, Form } from '../../parts/form';
import { Loaded } from '../../parts/loaded';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import type { Resource } from '../../resource';
import { entered, who } from '../../session';
import { leaveForProvider } from '../../sso';
import { text } from '../../texts/text';

type Identities =
  paths['/account/list-identities']['get']['responses'][200]['content']['application/json'];
type Identity = Identities['items'][number];

/** The card of the identities at providers that log the user in. */
export function Identities({ identities }: { readonly identities: Resource<Identities> }) {
  const own = text.identities;
  const { open, dialog } = useDialog();
  const { data } = identities;
  const reload = () => void identities.reload();
  const mayRemovePassword = who.value?.user.hasPassword && data?.items.length !== 0;
  return (
    <Card
      title={own.title}
      why={own.why}
      {...(mayRemovePassword && {
        actions: (
          <Button onClick={() => open((close) => <RemovePassword onClose={close} />)}>
            {own.removePassword}
          </Button>
        ),
      })}
    >
      <Loaded resource={identities}>
        {({ items, identityProviders }) => (
          <>
            {items.length > 0 && <Rows {...{ items, open, reload }} />}
            <Link providers={identityProviders.filter(({ id }) => !isLinked(items, id))} />
          </>
        )}
      </Loaded>
      {dialog}
    </Card>
  );
}

const isLinked = (items: Identities['items'], provider: string) =>
  items.some(({ identityProvider }) => identityProvider.id === provider);

interface RowsProps {
  readonly items: readonly Identity[];
  readonly open: (render: RenderDialog) => void;
  readonly reload: () => void;
}

function Rows({ items, open, reload }: RowsProps) {
  const own = text.identities;
  return (
    <ul class="rows">
      {items.map((identity) => {
        const { identityProvider, subject, email, createdAt, lastUsedAt } = identity;
        const { id, name } = identityProvider;
        return (
          <li key={`${id} ${subject}`}>
            <div>
              <p>
                <strong>{name}</strong>
              </p>
              <p class="muted small">
                {email ?? subject} · {own.linked} <Time value={createdAt} />
                {lastUsedAt !== null && (
                  <>
                    , {own.lastUsed} <Time value={lastUsedAt} />
                  </>
                )}
              </p>
            </div>
            <Button
              look="quiet"
              aria-label={own.unlinkOf(name)}
              onClick={() =>
                open((close) => <Unlink identity={identity} onDone={reload} onClose={close} />)
              }
            >
              {own.unlink}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function Link({ providers }: { readonly providers: Identities['identityProviders'] }) {
  const own = text.identities;
  if (providers.length === 0) return null;
  return (
    <Form submit={(fields) => link(fields.text(BY))} onDone={() => undefined}>
      <div class="actions start">
        {providers.map(({ id, name }) => (
          <SubmitButton key={id} look="secondary" value={id} pending={text.sso.pending}>
            {own.link(name)}
          </SubmitButton>
        ))}
      </div>
    </Form>
  );
}

async function link(identityProvider: string): Promise<Answer<never> | null> {
  const answer = await ask((client) =>
    client.POST('/account/start-identity-link', { body: { identityProvider } }),
  );
  if ('failure' in answer) return answer;
  const { url, attempt } = answer.data;
  return leaveForProvider(url, { attempt, query: { to: 'me/security', done: 'linked' } });
}

interface UnlinkProps {
  readonly identity: Identity;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Unlink({ identity, onDone, onClose }: UnlinkProps) {
  const own = text.identities;
  const { identityProvider, subject } = identity;
  return (
    <ConfirmDialog
      title={own.unlinkTitle(identityProvider.name)}
      why={own.unlinkWhy}
      action={own.unlink}
      run={() =>
        ask((client) =>
          client.POST('/account/unlink-identity', {
            body: { identityProvider: identityProvider.id, subject },
          }),
        )
      }
      onDone={() => {
        say(own.unlinked);
        onDone();
      }}
      onClose={onClose}
    />
  );
}

function RemovePassword({ onClose }: { readonly onClose: () => void }) {
  const own = text.identities;
  return (
    <ConfirmDialog
      title={own.removePasswordTitle}
      why={own.removePasswordWhy}
      action={own.removePassword}
      run={() => ask((client) => client.POST('/account/remove-password', { body: {} }))}
      onDone={() => {
        say(own.passwordRemoved);
        void entered();
      }}
      onClose={onClose}
    />
  );
}
