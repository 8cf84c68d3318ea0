import type { ComponentChildren } from 'preact';
import { type Answer, type Call, type Failure, send } from '../ask';
import { canPasskeys } from '../can-passkeys';
import { type Assertion, proveWithPasskey } from '../passkeys';
import { who } from '../session';
import type { Signal } from '../signal';
import { text } from '../texts/text';
import { Button, SubmitButton } from './button';
import { CodeField, Field, PasswordField } from './field';
import { Form } from './form';

/** What a user proves to be the same with. */
export type Given =
  | { readonly code: string }
  | { readonly recoveryCode: string }
  | { readonly passkey: Assertion }
  | { readonly password: string };

/** The properties of {@link FactorForm}. */
export interface FactorFormProps<Data> {
  /** The call that the proof belongs to. */
  readonly call: (given: Given) => Call<Data>;
  /** How it is made. Default: without asking the user for anything more. */
  readonly via?: typeof send;
  readonly isRecovery?: boolean;
  /** The label of the button. */
  readonly submit: string;
  readonly look?: 'primary' | 'danger';
  /** The other buttons, which stand before that one. */
  readonly actions?: ComponentChildren;
  readonly onDone: (data: Data) => void;
  readonly onFailure?: (failure: Failure) => void;
}

/** Returns which second factors the user can use in this browser. */
export function usableFactors(): { readonly hasApp: boolean; readonly hasPasskey: boolean } {
  const factors = who.value?.user.secondFactors ?? [];
  return {
    hasApp: factors.includes('app'),
    hasPasskey: canPasskeys && factors.includes('passkey'),
  };
}

/**
 * The form of a second factor: a code of the app, a passkey, or a recovery code. Users without a second factor have
 * their password. Recovery codes have a form of their own, so that no manager fills them.
 */
export function FactorForm<Data>(props: FactorFormProps<Data>) {
  const { call, via = send, isRecovery = false, submit, look = 'primary', actions } = props;
  const own = text.logIn.secondFactor;
  const name = fieldFor(isRecovery);
  const hasChoice = name === 'code' && usableFactors().hasPasskey;
  const button = <SubmitButton look={look}>{name === '' ? own.usePasskey : submit}</SubmitButton>;
  return (
    <Form
      key={name}
      submit={(fields): Promise<Answer<Data> | null> => {
        if (name === '' || fields.text('by') !== '') {
          return proveWithPasskey((passkey) => call({ passkey }), via);
        }
        const value = fields.text(name);
        const proof = { [name]: name === 'password' ? value : value.replaceAll(' ', '') };
        return via(call(proof as { readonly code: string }));
      }}
      onDone={props.onDone}
      {...(props.onFailure === undefined ? {} : { onFailure: props.onFailure })}
      codes={{ CODE_INVALID: name, PASSWORD_INVALID: name }}
    >
      {/* Password managers keep the address with what they fill. */}
      <input type="email" hidden autocomplete="username" value={who.value?.user.email ?? ''} />
      {name === 'password' && (
        <PasswordField name={name} label={text.logIn.password} autocomplete="current-password" />
      )}
      {name === 'code' && <CodeField label={own.code} />}
      {name === 'recoveryCode' && (
        <Field name={name} label={own.recoveryCode} required autocomplete="off" autofocus />
      )}
      {actions === undefined ? (
        button
      ) : (
        <div class="actions">
          {actions}
          {button}
        </div>
      )}
      {hasChoice && (
        <SubmitButton look="secondary" value="passkey">
          {own.orPasskey}
        </SubmitButton>
      )}
    </Form>
  );
}

// A passkey needs no field.
function fieldFor(isRecovery: boolean): 'password' | 'code' | 'recoveryCode' | '' {
  const { hasApp, hasPasskey } = usableFactors();
  if (who.value?.user.mfaEnabled !== true) return 'password';
  if (isRecovery || (!hasApp && !hasPasskey)) return 'recoveryCode';
  return hasApp ? 'code' : '';
}

/** Switches between the second factors and a recovery code. */
export function RecoverySwitch({ isRecovery }: { readonly isRecovery: Signal<boolean> }) {
  const own = text.logIn.secondFactor;
  const { hasApp, hasPasskey } = usableFactors();
  if (!hasApp && !hasPasskey) return null;
  const toggle = () => {
    isRecovery.value = !isRecovery.value;
  };
  return (
    <Button look="quiet" onClick={toggle}>
      {!isRecovery.value && own.useRecovery}
      {isRecovery.value && (hasApp ? own.useApp : own.usePasskey)}
    </Button>
  );
}
