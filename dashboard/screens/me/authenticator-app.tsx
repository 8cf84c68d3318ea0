import { ask } from '../../ask';
import { countFactors, type Mfa } from '../../mfa';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Card } from '../../parts/card';
import { Dialog } from '../../parts/dialog';
import { FactorForm } from '../../parts/factor-form';
import { useMethods } from '../../parts/factor-methods';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { useDialog } from '../../parts/use-dialog';
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
  const { app } = mfa;
  return app === null ? <Off {...{ mfa, onChange }} /> : <On {...{ mfa, onChange }} {...app} />;
}

function Off({ mfa, onChange }: AuthenticatorAppProps) {
  const own = text.security.app;
  const isConfirmed = useSignal(false);
  const state = isConfirmed.value ? (
    <Badge look="good" text={own.on} />
  ) : (
    <Badge look={countFactors(mfa) > 0 ? 'plain' : 'warning'} text={own.off} />
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

function On({ mfa, since, onChange }: AuthenticatorAppProps & { readonly since: string }) {
  const own = text.security.app;
  const { open, dialog } = useDialog();
  const { requiredBy } = mfa;
  const isLast = countFactors(mfa) === 1;
  const isRequired = requiredBy.length > 0 && isLast;
  const onDone = () => {
    say(own.removed);
    onChange();
  };
  const remove = (
    <Button onClick={() => open((close) => <Remove {...{ isLast, onDone }} onClose={close} />)}>
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
        <p class="muted">
          {text.security.requiredBy(new Intl.ListFormat(language).format(requiredBy))}
        </p>
      )}
      {dialog}
    </Card>
  );
}

interface RemoveProps {
  readonly isLast: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Remove({ isLast, onDone, onClose }: RemoveProps) {
  const own = text.security.app;
  const methods = useMethods();
  return (
    <Dialog
      title={own.removeTitle}
      why={isLast ? own.removeWhy : own.removeWhyOthers}
      onClose={onClose}
    >
      <FactorForm
        call={(body) => (client) =>
          client.POST('/account/disable-mfa', { body: body as { readonly code: string } })
        }
        via={ask}
        methods={methods}
        submit={own.remove}
        look="danger"
        onDone={() => {
          onClose();
          onDone();
        }}
        actions={
          <Button autofocus onClick={onClose}>
            {text.common.cancel}
          </Button>
        }
      />
    </Dialog>
  );
}
