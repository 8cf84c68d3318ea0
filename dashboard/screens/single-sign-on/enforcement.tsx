import { ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Card } from '../../parts/card';
import { ConfirmDialog, Dialog } from '../../parts/dialog';
import { Choice } from '../../parts/field';
import { Loaded } from '../../parts/loaded';
import { say } from '../../parts/toast';
import { useDialog } from '../../parts/use-dialog';
import { type Resource, useResource } from '../../resource';
import { hrefOf } from '../../router';
import { isSsoSession, logOut, who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import type { Account, Member, Provisioning } from '../admin/types';

interface EnforcementProps {
  readonly account: Resource<Account>;
}

/** The card that requires single sign-on of the members, or no longer. */
export function Enforcement({ account }: EnforcementProps) {
  const own = text.singleSignOn.enforcement;
  const { open, dialog } = useDialog();
  const { data } = account;
  const isOn = data?.sso === 'enforced';
  const change = () =>
    open((close) => {
      if (isOn) return <Stop account={account} onClose={close} />;
      if (!isSsoSession()) return <LogInFirst onClose={close} />;
      return <Require account={account} onClose={close} />;
    });
  return (
    <Card
      title={own.title}
      why={own.why}
      {...(data && {
        aside: <Badge look={isOn ? 'good' : 'plain'} text={isOn ? own.on : own.off} />,
        actions: <Button onClick={change}>{isOn ? own.stop : own.title}</Button>,
      })}
    >
      <Loaded resource={account}>{() => (isOn ? null : <p>{own.facts}</p>)}</Loaded>
      <BreakGlass />
      {dialog}
    </Card>
  );
}

/** Who can log in without a provider. */
function BreakGlass() {
  const own = text.singleSignOn.enforcement;
  const members = useResource<{ readonly items: readonly Member[] }>((client) =>
    client.GET('/admin/list-members', { params: { query: { role: 'administrator', limit: 100 } } }),
  );
  return (
    <Loaded resource={members}>
      {({ items }) => (
        <dl class="facts">
          <dt>{own.emergency}</dt>
          <dd>
            {namesOf(items) || own.nobody}{' '}
            <a href={hrefOf('members', { role: 'administrator' })}>{own.choose}</a>
          </dd>
        </dl>
      )}
    </Loaded>
  );
}

const namesOf = (members: readonly Member[]) =>
  members
    .filter(({ breakGlass }) => breakGlass === true)
    .map(({ user }) => user.name)
    .join(', ');

interface ChangeProps extends EnforcementProps {
  readonly onClose: () => void;
}

function Require({ account, onClose }: ChangeProps) {
  const own = text.singleSignOn.enforcement;
  const refused = useSignal('');
  const provisioning = useResource<Provisioning>((client) =>
    client.GET('/admin/show-provisioning'),
  );
  return (
    <ConfirmDialog<Account>
      title={own.requireTitle}
      why={own.why}
      action={own.title}
      run={(fields) =>
        ask((client) =>
          client.POST('/admin/update-account', {
            body: { sso: 'enforced', withoutBreakGlass: fields.isChecked('withoutBreakGlass') },
          }),
        )
      }
      onFailure={({ code }) => {
        refused.value = code;
      }}
      texts={{ SSO_LOGIN_REQUIRED: own.firstSso }}
      onDone={(after) => {
        account.set(after);
        say(own.required);
      }}
      onClose={onClose}
    >
      <ul class="list">
        <li>{own.ends(provisioning.data?.otherSessions ?? '…')}</li>
        {own.consequences.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
      <BreakGlass />
      {refused.value === 'BREAK_GLASS_REQUIRED' && (
        <Choice
          name="withoutBreakGlass"
          label={own.withoutBreakGlass}
          hint={own.withoutBreakGlassHint}
        />
      )}
    </ConfirmDialog>
  );
}

// The requirement must not lock everyone out because the provider does not work.
function LogInFirst({ onClose }: Pick<ChangeProps, 'onClose'>) {
  const own = text.singleSignOn.enforcement;
  return (
    <Dialog title={own.title} why={own.firstSso} onClose={onClose}>
      <div class="actions">
        <Button onClick={onClose}>{text.common.cancel}</Button>
        <Button look="primary" onClick={() => void logInBySso()}>
          {text.logIn.logIn.sso}
        </Button>
      </div>
    </Dialog>
  );
}

async function logInBySso(): Promise<void> {
  const email = who.value?.user.email;
  await logOut(hrefOf('sso', { email, to: 'single-sign-on' }));
}

function Stop({ account, onClose }: ChangeProps) {
  const own = text.singleSignOn.enforcement;
  return (
    <ConfirmDialog<Account>
      title={own.stopTitle}
      why={own.stopWhy}
      action={own.stop}
      run={() => ask((client) => client.POST('/admin/update-account', { body: { sso: 'mixed' } }))}
      onDone={(after) => {
        account.set(after);
        say(own.stopped);
      }}
      onClose={onClose}
    />
  );
}
