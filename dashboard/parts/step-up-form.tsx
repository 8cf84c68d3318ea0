import type { ComponentChildren } from 'preact';
import { isEmbedded } from '../page';
import { route } from '../router';
import { isSsoSession, who } from '../session';
import { startSsoStepUp } from '../sso';
import { text } from '../texts/text';
import { keepTyped } from '../typed';
import { Button, SubmitButton } from './button';
import { FactorForm } from './factor-form';
import { useMethods } from './factor-methods';
import { Form } from './form';

/** The properties of {@link StepUpForm}. */
export interface StepUpFormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/**
 * The form of a step-up: a second factor or a recovery code, or the password of a user without a second factor. A user
 * who logged in at an identity provider can confirm it there.
 */
export function StepUpForm({ onDone, onCancel }: StepUpFormProps) {
  const { hasPassword, mfaEnabled } = who.value?.user ?? {};
  const methods = useMethods();
  const cancel = <Button onClick={onCancel}>{text.common.cancel}</Button>;
  if (isSsoSession() && !hasPassword && !mfaEnabled) return <AtProvider cancel={cancel} />;
  return (
    <>
      <FactorForm
        call={(body) => (client) =>
          client.POST('/session/step-up', { body: body as { readonly code: string } })
        }
        methods={methods}
        submit={text.frame.stepUp.go}
        onDone={onDone}
        actions={cancel}
      />
      {isSsoSession() && <AtProvider />}
    </>
  );
}

// The page is left, so what waits for the step-up is not repeated by itself.
function AtProvider({ cancel }: { readonly cancel?: ComponentChildren }) {
  const own = text.frame.stepUp;
  const { path, query } = route.value;
  const place = isEmbedded
    ? { next: location.pathname + location.search }
    : { to: path === 'step-up' ? null : path, next: query.get('next') };
  return (
    <Form
      submit={() => {
        keepTyped();
        return startSsoStepUp({ ...place, done: 'stepUp' });
      }}
      onDone={() => undefined}
    >
      <p class="hint">{own.providerWhy}</p>
      <div class="actions">
        {cancel}
        <SubmitButton look={cancel === undefined ? 'secondary' : 'primary'}>
          {own.provider}
        </SubmitButton>
      </div>
    </Form>
  );
}
