import { ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { Button, SubmitButton } from '../../parts/button';
import { Card } from '../../parts/card';
import { ConfirmDialog } from '../../parts/dialog';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { Heading } from '../../parts/heading';
import { later } from '../../parts/later';
import { Loaded } from '../../parts/loaded';
import { say } from '../../parts/toast';
import { useDialog } from '../../parts/use-dialog';
import { type Resource, useResource } from '../../resource';
import { hrefOf } from '../../router';
import { refresh } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { type Counts, useCounts } from './counts';
import type { Account } from './types';

const IpRestrictions = later(async () => (await import('./ip-restrictions')).IpRestrictions);

/** `#/settings`: the account's name, and what its members need. */
export function Settings() {
  const account = useResource<Account>((client) => client.GET('/admin/show-account'));
  const own = text.admin.settings;
  const onChange = (after: Account) => {
    account.set(after);
    void refresh();
  };
  return (
    <>
      <Heading title={text.frame.screens.settings} why={own.why} />
      <Loaded resource={account}>
        {(data) => (
          <>
            <Name account={data} onChange={onChange} />
            <SecondFactor account={data} onChange={onChange} />
            <IpRestrictions />
            <Card
              title={own.joining}
              why={own.joiningWhys[data.provisioning]}
              actions={
                <a class="button secondary" href={hrefOf('invitations')}>
                  {own.toInvitations}
                </a>
              }
            />
          </>
        )}
      </Loaded>
    </>
  );
}

interface SettingProps {
  readonly account: Account;
  readonly onChange: (after: Account) => void;
}

function Name({ account, onChange }: SettingProps) {
  const own = text.admin.settings;
  return (
    <Form<Account>
      submit={(fields) =>
        ask((client) =>
          client.POST('/admin/update-account', { body: { name: fields.text('name') } }),
        )
      }
      onDone={(after) => {
        onChange(after);
        say(text.common.saved);
      }}
      codes={{ NAME_INVALID: 'name' }}
    >
      <Card
        title={text.logIn.accountName}
        why={own.nameWhy}
        actions={<SubmitButton>{text.common.save}</SubmitButton>}
      >
        <Field
          name="name"
          label={text.logIn.accountName}
          defaultValue={account.name}
          required
          maxLength={100}
          autocomplete="organization"
        />
      </Card>
    </Form>
  );
}

function SecondFactor({ account, onChange }: SettingProps) {
  const own = text.admin.settings;
  const counts = useCounts();
  const { open, dialog } = useDialog();
  const { mfaRequired } = account;
  return (
    <Card
      title={own.mfa}
      why={own.mfaWhy}
      aside={
        <Badge look={mfaRequired ? 'good' : 'plain'} text={mfaRequired ? own.mfaOn : own.mfaOff} />
      }
      actions={
        <Button
          onClick={() =>
            open((close) => <Require {...{ account, counts, onChange }} onClose={close} />)
          }
        >
          {mfaRequired ? own.stop : own.require}
        </Button>
      }
    >
      <Loaded resource={counts}>{(data) => <p>{inWords(data)}</p>}</Loaded>
      {dialog}
    </Card>
  );
}

function inWords({ members, membersWithoutMfa }: Counts): string {
  if (!membersWithoutMfa) return text.admin.settings.all;
  return text.admin.members.withoutMfa(membersWithoutMfa, members);
}

interface RequireProps extends SettingProps {
  readonly counts: Resource<Counts>;
  readonly onClose: () => void;
}

function Require({ account, counts, onChange, onClose }: RequireProps) {
  const own = text.admin.settings;
  const needsOwn = useSignal(false);
  const { mfaRequired } = account;
  const why = counts.data === undefined ? '' : `${inWords(counts.data)} `;
  return (
    <ConfirmDialog<Account>
      look={mfaRequired ? 'danger' : 'primary'}
      title={mfaRequired ? own.stopTitle : own.requireTitle}
      why={mfaRequired ? own.stopWhy : why + own.requireWhy}
      action={mfaRequired ? own.stop : own.require}
      run={() =>
        ask((client) =>
          client.POST('/admin/update-account', { body: { mfaRequired: !mfaRequired } }),
        )
      }
      onClose={onClose}
      onFailure={({ code }) => {
        needsOwn.value = code === 'MFA_NOT_ENABLED';
      }}
      onDone={(after) => {
        onChange(after);
        say(after.mfaRequired ? own.required : own.stopped);
      }}
      texts={{ MFA_NOT_ENABLED: own.ownFirst }}
    >
      {needsOwn.value && <a href={hrefOf('me/security')}>{own.toSecurity}</a>}
    </ConfirmDialog>
  );
}
