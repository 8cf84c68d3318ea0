import { text } from '../texts/text';
import { Button } from './button';
import { FactorForm } from './factor-form';
import { useMethods } from './factor-methods';

/** The properties of {@link StepUpForm}. */
export interface StepUpFormProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The form of a step-up: a second factor or a recovery code, or the password of a user without a second factor. */
export function StepUpForm({ onDone, onCancel }: StepUpFormProps) {
  return (
    <FactorForm
      call={(body) => (client) =>
        client.POST('/session/step-up', { body: body as { readonly code: string } })
      }
      methods={useMethods()}
      submit={text.frame.stepUp.go}
      onDone={onDone}
      actions={<Button onClick={onCancel}>{text.common.cancel}</Button>}
    />
  );
}
