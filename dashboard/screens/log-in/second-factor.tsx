import { send } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { CodeField, Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { go } from '../../router';
import { entered, logOut, who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { Entry } from './entry';

/** `#/second-factor`: a code of the app, or a recovery code. */
export function SecondFactor() {
  const own = text.logIn.secondFactor;
  const isRecovery = useSignal(false);
  return (
    <Entry
      title={isRecovery.value ? own.recoveryTitle : own.title}
      why={isRecovery.value ? own.recoveryWhy : own.why}
      below={<Lost />}
    >
      <SecondFactorForm isRecovery={isRecovery.value} onDone={() => void entered()} />
      <div class="actions spread">
        <Button
          look="quiet"
          onClick={() => {
            isRecovery.value = !isRecovery.value;
          }}
        >
          {isRecovery.value ? own.useApp : own.useRecovery}
        </Button>
        <Button look="quiet" onClick={() => void logOut()}>
          {text.common.cancel}
        </Button>
      </div>
    </Entry>
  );
}

/** The properties of {@link SecondFactorForm}. */
export interface SecondFactorFormProps {
  readonly isRecovery: boolean;
  readonly onDone: () => void;
}

/** The form of the second factor. Recovery codes have a form of their own, so that no manager fills them. */
export function SecondFactorForm({ isRecovery, onDone }: SecondFactorFormProps) {
  const own = text.logIn.secondFactor;
  const name = isRecovery ? 'recoveryCode' : 'code';
  return (
    <Form
      key={name}
      submit={(fields) => {
        const value = fields.text(name).trim();
        const body = isRecovery ? { recoveryCode: value } : { code: value.replaceAll(' ', '') };
        return send((client) => client.POST('/session/second-factor', { body }));
      }}
      onDone={onDone}
      onFailure={({ code }) => {
        if (code !== 'CHALLENGE_EXPIRED' && code !== 'SESSION_EXPIRED') return;
        who.value = null;
        go('log-in', { reason: 'expired' }, { replace: true });
      }}
      codes={{ CODE_INVALID: name }}
    >
      {/* Password managers keep the address with what they fill. */}
      <input type="email" hidden autocomplete="username" value={who.value?.user.email ?? ''} />
      {isRecovery ? (
        <Field name={name} label={own.recoveryCode} required autocomplete="off" autofocus />
      ) : (
        <CodeField label={own.code} />
      )}
      <SubmitButton>{own.submit}</SubmitButton>
    </Form>
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
