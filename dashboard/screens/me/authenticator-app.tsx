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
import { useDialog } from '../../parts/use-dialog';
import { entered } from '../../session';
import { useSignal } from '../../signal';
import { language, text } from '../../texts/text';
import { AppSetup } from './app-setup';

/** The properties of {@link AuthenticatorApp}. */
export interface AuthenticatorAppProps {
  readonly mfa: Mfa;
  readonly onChange: () => void;
}

/** The card of the authenticator app: off, or on since when. */
export function AuthenticatorApp({ mfa, onChange }: AuthenticatorAppProps) {
  const changed = () => {
    void entered();
    onChange();
  };
  if (mfa.app === null) return <Off onChange={changed} />;
  return <On since={mfa.app.since} requiredBy={mfa.requiredBy} onChange={changed} />;
}

function Off({ onChange }: { readonly onChange: () => void }) {
  const own = text.me.security.app;
  const isConfirmed = useSignal(false);
  const state = isConfirmed.value ? (
    <Badge look="good" text={own.on} />
  ) : (
    <Badge look="warning" text={own.off} />
  );
  return (
    <Card title={own.title} why={own.why} aside={state}>
      <AppSetup
        begin={own.setUp}
        onConfirmed={() => {
          isConfirmed.value = true;
        }}
        onDone={onChange}
      />
    </Card>
  );
}

interface OnProps {
  readonly since: string;
  readonly requiredBy: readonly string[];
  readonly onChange: () => void;
}

function On({ since, requiredBy, onChange }: OnProps) {
  const own = text.me.security.app;
  const { open, dialog } = useDialog();
  const isRequired = requiredBy.length > 0;
  const onDone = () => {
    say(own.removed);
    onChange();
  };
  const remove = (
    <Button onClick={() => open((close) => <Remove onDone={onDone} onClose={close} />)}>
      {own.remove}
    </Button>
  );
  return (
    <Card
      title={own.title}
      why={own.why}
      aside={<Badge look="good" text={own.on} />}
      {...(isRequired ? {} : { actions: remove })}
    >
      <p>
        {own.since} <Time value={since} isFull />.
      </p>
      {isRequired && (
        <p class="muted">{own.requiredBy(new Intl.ListFormat(language).format(requiredBy))}</p>
      )}
      {dialog}
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
