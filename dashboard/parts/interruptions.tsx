import { useRef } from 'preact/hooks';
import { type Interruption, interruption } from '../ask';
import { isEmbedded } from '../page';
import { go, route } from '../router';
import { PasswordForm } from '../screens/log-in/log-in';
import { SecondFactorForm } from '../screens/log-in/second-factor';
import { entered, isSameLogin, who } from '../session';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { keepTyped } from '../typed';
import { Button } from './button';
import { Dialog } from './dialog';
import { OtherMethods, useMethods } from './factor-methods';
import { StepUpForm } from './step-up-form';

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
  return (
    <Dialog title={own.title} why={own.why} onClose={() => open.end(false)}>
      <StepUpForm onDone={() => open.end(true)} onCancel={() => open.end(false)} />
    </Dialog>
  );
}

function LogInAgain({ open }: Open) {
  const own = text.frame.relogIn;
  const needsCode = useSignal(false);
  const methods = useMethods();
  const before = useRef(who.value).current;
  const hasPassword = before?.user.hasPassword !== false;
  const isBySso = useSignal(before?.session.authenticatedBy.includes('sso') === true);
  const finish = async () => {
    await entered();
    open.end(isSameLogin(before, who.value));
  };
  return (
    <Dialog
      title={own.title}
      why={hasPassword ? own.why : text.errors.SESSION_EXPIRED}
      onClose={() => undefined}
      isSticky
    >
      {needsCode.value && <SecondFactorForm methods={methods} onDone={() => void finish()} />}
      {!needsCode.value && hasPassword && (
        <PasswordForm
          email={before?.user.email ?? ''}
          isFixed
          account={before?.account?.id}
          onDone={(status) => {
            if (status === 'mfa_required') needsCode.value = true;
            else void finish();
          }}
          onSsoRequired={() => {
            isBySso.value = true;
          }}
        />
      )}
      <div class="actions spread">
        {needsCode.value && <OtherMethods methods={methods} />}
        {isBySso.value && (
          <Button
            look={hasPassword ? 'secondary' : 'primary'}
            onClick={() => {
              keepTyped();
              open.end(false);
              leaveForSso(before?.user.email);
            }}
          >
            {text.logIn.logIn.sso}
          </Button>
        )}
        <Button look="quiet" onClick={() => location.reload()}>
          {own.other}
        </Button>
      </div>
    </Dialog>
  );
}

// The provider is another page.
function leaveForSso(email: string | undefined): void {
  const place = isEmbedded
    ? { next: location.pathname + location.search }
    : { to: route.value.path };
  who.value = null;
  go('sso', { email, ...place });
}
