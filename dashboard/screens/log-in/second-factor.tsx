import type { Failure } from '../../ask';
import { Button } from '../../parts/button';
import { FactorForm, RecoverySwitch, usableFactors } from '../../parts/factor-form';
import { go } from '../../router';
import { entered, logOut, who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { Entry } from './entry';

/** `#/second-factor`: a code of the app, a passkey, or a recovery code. */
export function SecondFactor() {
  const isRecovery = useSignal(false);
  const [title, why] = wordsFor(isRecovery.value);
  return (
    <Entry title={title} why={why} below={<Lost />}>
      <SecondFactorForm isRecovery={isRecovery.value} onDone={() => void entered()} />
      <div class="actions spread">
        <RecoverySwitch isRecovery={isRecovery} />
        <Button look="quiet" onClick={() => void logOut()}>
          {text.common.cancel}
        </Button>
      </div>
    </Entry>
  );
}

function wordsFor(isRecovery: boolean): readonly [title: string, why: string] {
  const own = text.logIn.secondFactor;
  const { hasApp, hasPasskey } = usableFactors();
  if (isRecovery || (!hasApp && !hasPasskey)) return [own.recoveryTitle, own.recoveryWhy];
  return hasApp ? [own.title, own.why] : [own.usePasskey, own.passkeyWhy];
}

/** The properties of {@link SecondFactorForm}. */
export interface SecondFactorFormProps {
  readonly isRecovery: boolean;
  readonly onDone: () => void;
}

/** The form of the second factor of a login. */
export function SecondFactorForm({ isRecovery, onDone }: SecondFactorFormProps) {
  const onFailure = ({ code }: Failure) => {
    if (code !== 'CHALLENGE_EXPIRED' && code !== 'SESSION_EXPIRED') return;
    who.value = null;
    go('log-in', { reason: 'expired' }, { replace: true });
  };
  return (
    <FactorForm
      call={(body) => (client) =>
        client.POST('/session/second-factor', { body: body as { readonly code: string } })
      }
      isRecovery={isRecovery}
      submit={text.logIn.secondFactor.submit}
      {...{ onDone, onFailure }}
    />
  );
}

function Lost() {
  const own = text.logIn.secondFactor;
  return (
    <details>
      <summary>{own.lost}</summary>
      <p>{own.lostHelp}</p>
      <p>
        <code>{`${own.lostCommand} ${who.value?.user.email ?? ''}`}</code>
      </p>
    </details>
  );
}
