import { Button } from '../../parts/button';
import { entered, logOut, switchAccount, who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { Entry } from '../log-in/entry';
import { AppSetup } from './app-setup';

/** `#/enroll`: the account requires a second factor, and the user has none. */
export function Enroll() {
  const own = text.me.security.enroll;
  const isConfirmed = useSignal(false);
  const { account, accounts = [] } = who.value ?? {};
  const others = accounts.filter(({ id, active }) => active && id !== account?.id);
  return (
    <Entry
      title={own.title}
      why={own.why(account?.name ?? '')}
      below={
        isConfirmed.value ? null : (
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
        )
      }
    >
      {/* The session is complete from the code on. The page notices it when the recovery codes are saved. */}
      <AppSetup
        begin={own.begin}
        onConfirmed={() => {
          isConfirmed.value = true;
        }}
        onDone={() => void entered()}
      />
    </Entry>
  );
}
