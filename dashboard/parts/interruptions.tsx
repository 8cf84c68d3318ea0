import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type Interruption, interruption, send } from '../ask';
import { PasswordForm } from '../screens/log-in/log-in';
import { SecondFactorForm } from '../screens/log-in/second-factor';
import { entered, isSameLogin, who } from '../session';
import { text } from '../texts/text';
import { Button, SubmitButton } from './button';
import { Dialog } from './dialog';
import { CodeField, Field, PasswordField } from './field';
import { Form } from './form';

/** The dialogs for which a call waits: a step-up, or a login after the session has ended. */
export function Interruptions() {
  const open = interruption.value;
  if (open === null) return null;
  return open.kind === 'step-up' ? <StepUp open={open} /> : <LogInAgain open={open} />;
}

interface Open {
  readonly open: Interruption;
}

function StepUp({ open }: Open) {
  const own = text.frame.stepUp;
  const isRecovery = useSignal(false);
  const hasApp = who.value?.user.mfaEnabled === true;
  const name = stepUpField(hasApp, isRecovery.value);
  return (
    <Dialog title={own.title} why={own.why} onClose={() => open.end(false)}>
      <Form
        key={name}
        submit={(fields) => {
          const value = fields.text(name);
          const body = { [name]: name === 'password' ? value : value.replaceAll(' ', '') };
          return send((client) =>
            client.POST('/session/step-up', { body: body as { readonly code: string } }),
          );
        }}
        onDone={() => open.end(true)}
        codes={{ CODE_INVALID: name, PASSWORD_INVALID: name }}
      >
        <input type="email" hidden autocomplete="username" value={who.value?.user.email ?? ''} />
        {name === 'password' && (
          <PasswordField name={name} label={text.logIn.password} autocomplete="current-password" />
        )}
        {name === 'code' && <CodeField label={text.logIn.secondFactor.code} />}
        {name === 'recoveryCode' && (
          <Field
            name={name}
            label={text.logIn.secondFactor.recoveryCode}
            required
            autocomplete="off"
          />
        )}
        <div class="actions">
          {hasApp && (
            <Button
              look="quiet"
              onClick={() => {
                isRecovery.value = !isRecovery.value;
              }}
            >
              {isRecovery.value
                ? text.logIn.secondFactor.useApp
                : text.logIn.secondFactor.useRecovery}
            </Button>
          )}
          <Button onClick={() => open.end(false)}>{text.common.cancel}</Button>
          <SubmitButton>{own.go}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

function stepUpField(hasApp: boolean, isRecovery: boolean): 'password' | 'code' | 'recoveryCode' {
  if (!hasApp) return 'password';
  return isRecovery ? 'recoveryCode' : 'code';
}

function LogInAgain({ open }: Open) {
  const own = text.frame.relogIn;
  const needsCode = useSignal(false);
  const isRecovery = useSignal(false);
  const before = useRef(who.value).current;
  const finish = async () => {
    await entered();
    open.end(isSameLogin(before, who.value));
  };
  return (
    <Dialog title={own.title} why={own.why} onClose={() => undefined} isSticky>
      {needsCode.value ? (
        <SecondFactorForm isRecovery={isRecovery.value} onDone={() => void finish()} />
      ) : (
        <PasswordForm
          email={before?.user.email ?? ''}
          isFixed
          account={before?.account?.id}
          onDone={(status) => {
            if (status === 'mfa_required') needsCode.value = true;
            else void finish();
          }}
        />
      )}
      <div class="actions spread">
        {needsCode.value && (
          <Button
            look="quiet"
            onClick={() => {
              isRecovery.value = !isRecovery.value;
            }}
          >
            {isRecovery.value
              ? text.logIn.secondFactor.useApp
              : text.logIn.secondFactor.useRecovery}
          </Button>
        )}
        <Button look="quiet" onClick={() => location.reload()}>
          {own.other}
        </Button>
      </div>
    </Dialog>
  );
}
