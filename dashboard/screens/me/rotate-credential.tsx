import { ask } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Choice, Select } from '../../parts/field';
import { Form } from '../../parts/form';
import { useSignal } from '../../signal';
import { rotation } from '../../texts/en/rotation';
import { addEnglish, text } from '../../texts/text';
import type { CredentialTaskProps } from './edit-credential';

addEnglish({ rotation });

const DAY = '86400';

/** The properties of {@link RotateCredential}. */
export interface RotateCredentialProps extends CredentialTaskProps {
  /** Administrators rotate those of service users. Default: the user's own. */
  readonly path?: '/account/rotate-credential' | '/admin/rotate-credential';
}

/** Makes a new secret of a credential. While two are valid, the user says which one is in use. */
export function RotateCredential(props: RotateCredentialProps) {
  const { credential, name, path = '/account/rotate-credential', onDone, onClose } = props;
  const own = text.rotation;
  const { id, gracePeriodEndsAt } = credential;
  const hasTwo = useSignal(
    gracePeriodEndsAt !== null && Date.parse(gracePeriodEndsAt) > Date.now(),
  );
  const grace = useSignal(DAY);
  // Without a grace period both end, so there is nothing to choose.
  const mustChoose = hasTwo.value && grace.value !== '0';
  return (
    <Dialog title={own.title(name)} why={own.why} onClose={onClose}>
      <Form
        submit={(fields) => {
          const keep = fields.text('keep') as 'current' | 'previous' | '';
          const gracePeriodSeconds = Number(fields.text('grace'));
          const body = { id, gracePeriodSeconds, ...(keep === '' ? {} : { keep }) };
          return ask((client) => client.POST(path, { body }));
        }}
        onDone={(rotated) => {
          onClose();
          onDone(rotated);
        }}
        onFailure={({ code }) => {
          if (code === 'ROTATION_UNDERWAY') hasTwo.value = true;
        }}
      >
        <Select
          name="grace"
          label={own.grace}
          value={DAY}
          options={Object.entries(own.graces)}
          onChange={(chosen) => {
            grace.value = chosen;
          }}
        />
        {mustChoose && (
          <fieldset>
            <legend>{own.keep}</legend>
            <Choice
              type="radio"
              name="keep"
              value="current"
              label={own.keepCurrent}
              defaultChecked
            />
            <Choice type="radio" name="keep" value="previous" label={own.keepPrevious} />
            <p class="hint">{own.keepHint}</p>
          </fieldset>
        )}
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{own.submit}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
