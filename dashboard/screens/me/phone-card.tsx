import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Answer, ask } from '../../ask';
import { config } from '../../config';
import { countFactors, type Mfa } from '../../mfa';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Card } from '../../parts/card';
import { ConfirmDialog } from '../../parts/dialog';
import { say } from '../../parts/toast';
import { useDialog } from '../../parts/use-dialog';
import { useSignal } from '../../signal';
import { language, text } from '../../texts/text';
import { AddPhone } from './add-phone';

/** The properties of {@link PhoneCard}. */
export interface PhoneCardProps {
  readonly mfa: Mfa;
  /** The phone has changed. */
  readonly onChange: () => void;
}

/** The card of the phone that receives codes. */
export function PhoneCard({ mfa, onChange }: PhoneCardProps) {
  const own = text.phone;
  const { phone } = mfa;
  const isAdding = useSignal(false);
  const isConfirmed = useSignal(false);
  const place = useFocusAfter(isAdding.value);
  const set = (isOpen: boolean) => {
    isAdding.value = isOpen;
  };
  return (
    <Card
      title={own.title}
      why={own.why}
      aside={<State isOn={phone !== null || isConfirmed.value} />}
    >
      {!config.phoneCodes && <p>{own.pausedWhy}</p>}
      {isAdding.value ? (
        <AddPhone
          onConfirmed={() => {
            isConfirmed.value = true;
          }}
          onDone={() => {
            set(false);
            isConfirmed.value = false;
            say(own.added);
            onChange();
          }}
          onCancel={() => set(false)}
        />
      ) : (
        <div ref={place} class="setup">
          {config.phoneCodes && <p class="muted small">{own.weak}</p>}
          <Phone {...{ mfa, onChange }} onAdd={() => set(true)} />
        </div>
      )}
    </Card>
  );
}

function State({ isOn }: { readonly isOn: boolean }) {
  const own = text.phone;
  if (!config.phoneCodes) return <Badge look="warning" text={own.paused} />;
  return isOn ? <Badge look="good" text={own.on} /> : <Badge text={own.off} />;
}

/** Gives the focus to the button that has opened the form, after the form has closed. */
function useFocusAfter(isOpen: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (wasOpen.current && !isOpen) place.current?.querySelector('button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return place;
}

function Phone({ mfa, onAdd, onChange }: PhoneCardProps & { readonly onAdd: () => void }) {
  const own = text.phone;
  const { open, dialog } = useDialog();
  const { phone, requiredBy } = mfa;
  if (phone === null) {
    return (
      <div class="actions">
        <Button onClick={onAdd}>{own.add}</Button>
      </div>
    );
  }
  const isRequired = requiredBy.length > 0 && countFactors(mfa) === 1;
  return (
    <>
      <div class="actions spread">
        <strong>{phone}</strong>
        <div class="actions">
          {config.phoneCodes && <Button onClick={onAdd}>{own.replace}</Button>}
          {!isRequired && (
            <Button
              onClick={() =>
                open((close) => <Delete {...{ mfa, phone }} onDone={onChange} onClose={close} />)
              }
            >
              {own.delete}
            </Button>
          )}
        </div>
      </div>
      {isRequired && (
        <p class="muted">
          {text.security.requiredBy(new Intl.ListFormat(language).format(requiredBy))}
        </p>
      )}
      {dialog}
    </>
  );
}

interface DeleteProps {
  readonly mfa: Mfa;
  readonly phone: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Delete({ mfa, phone, onDone, onClose }: DeleteProps) {
  const own = text.phone;
  return (
    <ConfirmDialog
      title={own.deleteTitle(phone)}
      why={own.deleteWhy}
      action={own.delete}
      run={async () =>
        notSetIsDone(await ask((client) => client.POST('/account/delete-phone', { body: {} })))
      }
      onDone={() => {
        say(own.deleted);
        onDone();
      }}
      onClose={onClose}
      texts={{ MFA_REQUIRED: text.security.lastRequired }}
    >
      {countFactors(mfa) === 1 && <p>{text.security.lastFactor}</p>}
    </ConfirmDialog>
  );
}

function notSetIsDone(answer: Answer<object>): Answer<object> {
  return 'failure' in answer && answer.failure.code === 'PHONE_NOT_SET' ? { data: {} } : answer;
}
