import { ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Card } from '../../parts/card';
import { ConfirmDialog } from '../../parts/dialog';
import { Choice } from '../../parts/field';
import { Loaded } from '../../parts/loaded';
import { say } from '../../parts/toast';
import { useDialog } from '../../parts/use-dialog';
import type { Resource } from '../../resource';
import { hrefOf } from '../../router';
import { logOut, who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import type { Account } from '../admin/types';

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
    open((close) =>
      isOn ? (
        <Stop account={account} onClose={close} />
      ) : (
        <Require account={account} onClose={close} />
      ),
    );
  return (
    <Card
      title={own.title}
      why={own.why}
      {...(data && {
        aside: <Badge look={isOn ? 'good' : 'plain'} text={isOn ? own.on : own.off} />,
        actions: <Button onClick={change}>{isOn ? own.stop : own.require}</Button>,
      })}
    >
      <Loaded resource={account}>{() => !isOn && <p>{own.facts}</p>}</Loaded>
      {dialog}
    </Card>
  );
}

interface ChangeProps extends EnforcementProps {
  readonly onClose: () => void;
}

function Require({ account, onClose }: ChangeProps) {
  const own = text.singleSignOn.enforcement;
  const refused = useSignal('');
  return (
    <ConfirmDialog<Account>
      title={own.requireTitle}
      why={own.requireWhy}
      action={own.require}
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
        {own.consequences.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
      {refused.value === 'BREAK_GLASS_REQUIRED' && (
        <Choice
          name="withoutBreakGlass"
          label={own.withoutBreakGlass}
          hint={own.withoutBreakGlassHint}
        />
      )}
      {refused.value === 'SSO_LOGIN_REQUIRED' && (
        <Button onClick={() => void logInBySso()}>{own.logInBySso}</Button>
      )}
    </ConfirmDialog>
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
