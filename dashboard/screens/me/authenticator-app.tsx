import { useSignal } from '@preact/signals';
import { ask } from '../../ask';
import type { Mfa } from '../../mfa';
import { Badge } from '../../parts/badge';
import { Button, SubmitButton } from '../../parts/button';
import { Card } from '../../parts/card';
import { Dialog } from '../../parts/dialog';
import { CodeField, Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { entered } from '../../session';
import { language, text } from '../../texts/text';
import { AppSetup } from './app-setup';

/** The properties of {@link AuthenticatorApp}. */
export interface AuthenticatorAppProps {
  readonly mfa: Mfa;
  readonly onChange: () => void;
}

/** The card of the authenticator app: off, or on since when. */
export function AuthenticatorApp({ mfa, onChange }: AuthenticatorAppProps) {
  const own = text.me.security.app;
  const isConfirmed = useSignal(false);
  const isRemoving = useSignal(false);
  const on = <Badge look="good" text={own.on} />;
  const changed = () => {
    void entered();
    onChange();
  };
  const { app, requiredBy } = mfa;
  if (app === null) {
    const off = <Badge look="warning" text={own.off} />;
    return (
      <Card title={own.title} why={own.why} aside={isConfirmed.value ? on : off}>
        <AppSetup
          begin={own.setUp}
          onConfirmed={() => {
            isConfirmed.value = true;
          }}
          onDone={changed}
        />
      </Card>
    );
  }
  const remove = (
    <Button
      onClick={() => {
        isRemoving.value = true;
      }}
    >
      {own.remove}
    </Button>
  );
  return (
    <Card
      title={own.title}
      why={own.why}
      aside={on}
      {...(requiredBy.length > 0 ? {} : { actions: remove })}
    >
      <p>
        {own.since} <Time value={app.since} isFull />.
      </p>
      {requiredBy.length > 0 && (
        <p class="muted">{own.requiredBy(new Intl.ListFormat(language).format(requiredBy))}</p>
      )}
      {isRemoving.value && (
        <Remove
          onDone={() => {
            say(own.removed);
            changed();
          }}
          onClose={() => {
            isRemoving.value = false;
          }}
        />
      )}
    </Card>
  );
}

interface RemoveProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Remove({ onDone, onClose }: RemoveProps) {
  const own = text.me.security.app;
  const words = text.logIn.secondFactor;
  const isRecovery = useSignal(false);
  const name = isRecovery.value ? 'recoveryCode' : 'code';
  return (
    <Dialog title={own.removeTitle} why={own.removeWhy} onClose={onClose}>
      <Form
        key={name}
        submit={(fields) => {
          const value = fields.text(name).trim();
          const body = isRecovery.value
            ? { recoveryCode: value }
            : { code: value.replaceAll(' ', '') };
          return ask((client) => client.POST('/account/disable-mfa', { body }));
        }}
        onDone={() => {
          onClose();
          onDone();
        }}
        codes={{ CODE_INVALID: name }}
      >
        {isRecovery.value ? (
          <Field name={name} label={words.recoveryCode} required autocomplete="off" />
        ) : (
          <CodeField label={words.code} />
        )}
        <div class="actions">
          <Button
            look="quiet"
            onClick={() => {
              isRecovery.value = !isRecovery.value;
            }}
          >
            {isRecovery.value ? words.useApp : words.useRecovery}
          </Button>
          <Button autofocus onClick={onClose}>
            {text.common.cancel}
          </Button>
          <SubmitButton look="danger">{own.remove}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
