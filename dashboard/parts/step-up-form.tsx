import { send } from '../ask';
import { who } from '../session';
import { type Signal, useSignal } from '../signal';
import { text } from '../texts/text';
import { Button, SubmitButton } from './button';
import { CodeField, Field, PasswordField } from './field';
import { Form } from './form';

/** The properties of {@link StepUpForm}. */
export interface StepUpFormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The form of a step-up: a code or a recovery code, or the password of a user without a second factor. */
export function StepUpForm({ onDone, onCancel }: StepUpFormProps) {
  const isRecovery = useSignal(false);
  const hasApp = who.value?.user.mfaEnabled === true;
  const name = fieldFor(hasApp, isRecovery.value);
  return (
    <Form
      key={name}
      submit={(fields) => {
        const value = fields.text(name);
        const body = { [name]: name === 'password' ? value : value.replaceAll(' ', '') };
        return send((client) =>
          client.POST('/session/step-up', { body: body as { readonly code: string } }),
        );
      }}
      onDone={onDone}
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
        {hasApp && <RecoverySwitch isRecovery={isRecovery} />}
        <Button onClick={onCancel}>{text.common.cancel}</Button>
        <SubmitButton>{text.frame.stepUp.go}</SubmitButton>
      </div>
    </Form>
  );
}

function fieldFor(hasApp: boolean, isRecovery: boolean): 'password' | 'code' | 'recoveryCode' {
  if (!hasApp) return 'password';
  return isRecovery ? 'recoveryCode' : 'code';
}

/** Switches between a code of the app and a recovery code. */
export function RecoverySwitch({ isRecovery }: { readonly isRecovery: Signal<boolean> }) {
  const own = text.logIn.secondFactor;
  const toggle = () => {
    isRecovery.value = !isRecovery.value;
  };
  return (
    <Button look="quiet" onClick={toggle}>
      {isRecovery.value ? own.useApp : own.useRecovery}
    </Button>
  );
}
