import { canPasskeys } from '../../can-passkeys';
import { Button } from '../../parts/button';
import { entered, logOut, switchAccount, who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { AddPasskey } from './add-passkey';
import { AppSetup } from './app-setup';

/** `#/enroll`: the account requires a second factor, and the user has none. */
export function Enroll() {
  const own = text.me.security.enroll;
  const chosen = useSignal<'app' | 'passkey' | null>(null);
  const isConfirmed = useSignal(false);
  const { account } = who.value ?? {};
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
      {canPasskeys && chosen.value !== 'app' && (
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
      {chosen.value !== 'passkey' && (
        <AppSetup
          begin={own.begin}
          look={canPasskeys ? 'secondary' : 'primary'}
          onBegin={(isOpen) => {
            chosen.value = isOpen ? 'app' : null;
          }}
          {...task}
        />
      )}
    </Entry>
  );
}

function Others() {
  const { account, accounts = [] } = who.value ?? {};
  const others = accounts.filter(({ id, active }) => active && id !== account?.id);
  return (
    <>
      {others.map(({ id, name }) => (
        <Button key={id} look="quiet" onClick={() => void switchAccount(id)}>
          {text.me.profile.switchLabel(name)}
        </Button>
      ))}
      <Button look="quiet" onClick={() => void logOut()}>
        {text.common.logOut}
      </Button>
    </>
  );
}
