import type { Failure } from '../../ask';
import { Button } from '../../parts/button';
import { FactorForm } from '../../parts/factor-form';
import { type Methods, OtherMethods, useMethods } from '../../parts/factor-methods';
import { go } from '../../router';
import { entered, logOut, who } from '../../session';
import { text } from '../../texts/text';
import { Entry } from './entry';

/** `#/second-factor`: a code of the app or by phone, a passkey, or a recovery code. */
export function SecondFactor() {
  const methods = useMethods();
  const { current } = methods;
  // A session without a second factor does not lead here.
  const { title, why } = text.logIn.secondFactor[current === 'password' ? 'recovery' : current];
  return (
    <Entry title={title} why={why} below={<Lost />}>
      <SecondFactorForm methods={methods} onDone={() => void entered()} />
      <div class="actions spread">
        <OtherMethods methods={methods} />
        <Button look="quiet" onClick={() => void logOut()}>
          {text.common.cancel}
        </Button>
      </div>
    </Entry>
  );
}

/** The properties of {@link SecondFactorForm}. */
export interface SecondFactorFormProps {
  readonly methods: Methods;
  readonly onDone: () => void;
}

/** The form of the second factor of a login. */
export function SecondFactorForm({ methods, onDone }: SecondFactorFormProps) {
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
      methods={methods}
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
