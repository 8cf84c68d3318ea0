import { canPasskeys } from '../../can-passkeys';
import { config } from '../../config';
import { Button } from '../../parts/button';
import { entered, logOut, switchAccount, who } from '../../session';
import { type Signal, useSignal } from '../../signal';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { AddPasskey } from './add-passkey';
import { AddPhone, type AddPhoneProps } from './add-phone';
import { AppSetup } from './app-setup';
import { DeleteUser } from './delete-user';

/** `#/enroll`: the account requires a second factor, and the user has none. */
export function Enroll() {
  const own = text.security.enroll;
  const chosen = useSignal<'app' | 'passkey' | 'phone' | null>(null);
  const isConfirmed = useSignal(false);
  const { account } = who.value ?? {};
  const isOffered = (factor: typeof chosen.value) => (chosen.value ?? factor) === factor;
  // The session is complete from the second factor on. The page notices it when the recovery codes are saved.
  const task = {
    onDone: () => void entered(),
    onConfirmed() {
      isConfirmed.value = true;
    },
  };
  return (
    <Entry
      title={own.title}
      why={own.why(account?.name ?? '')}
      below={isConfirmed.value ? null : <Others />}
    >
      {canPasskeys && isOffered('passkey') && (
        <AddPasskey
          label={own.passkey}
          look="primary"
          onDone={task.onDone}
          onAdded={() => {
            chosen.value = 'passkey';
            task.onConfirmed();
          }}
        />
      )}
      {isOffered('app') && (
        <AppSetup
          begin={own.begin}
          look={canPasskeys ? 'secondary' : 'primary'}
          onBegin={(isOpen) => {
            chosen.value = isOpen ? 'app' : null;
          }}
          {...task}
        />
      )}
      {config.phoneCodes && isOffered('phone') && <ByPhone {...{ chosen, task }} />}
    </Entry>
  );
}

interface ByPhoneProps {
  readonly chosen: Signal<'app' | 'passkey' | 'phone' | null>;
  readonly task: Pick<AddPhoneProps, 'onDone' | 'onConfirmed'>;
}

function ByPhone({ chosen, task }: ByPhoneProps) {
  if (chosen.value === 'phone') {
    const onCancel = () => {
      chosen.value = null;
    };
    return <AddPhone {...task} onCancel={onCancel} />;
  }
  const begin = () => {
    chosen.value = 'phone';
  };
  return (
    <div>
      <div class="actions">
        <Button onClick={begin}>{text.security.enroll.phone}</Button>
      </div>
    </div>
  );
}

function Others() {
  const { account, accounts = [] } = who.value ?? {};
  const others = accounts.filter(({ id, active }) => active && id !== account?.id);
  return (
    <>
      {others.map(({ id, name }) => (
        <Button key={id} look="quiet" onClick={() => void switchAccount(id)}>
          {text.frame.switchLabel(name)}
        </Button>
      ))}
      <Button look="quiet" onClick={() => void logOut()}>
        {text.common.logOut}
      </Button>
      <DeleteUser look="quiet" />
    </>
  );
}
