import { useLayoutEffect, useRef } from 'preact/hooks';
import type { paths } from '../../../client/api';
import { ask, send } from '../../ask';
import { Button, SubmitButton } from '../../parts/button';
import { CopyField } from '../../parts/copy-field';
import { CodeField } from '../../parts/field';
import { Form } from '../../parts/form';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { type NewCodes, newCodesIn, RecoveryCodes } from './recovery-codes';

/** What an authenticator app needs. */
type Secret = paths['/account/start-mfa']['post']['responses'][200]['content']['application/json'];

/** The properties of {@link AppSetup}. */
export interface AppSetupProps {
  /** The label of the button that begins. */
  readonly begin: string;
  readonly look?: 'primary' | 'secondary';
  /** The user has begun, or has canceled. */
  readonly onBegin?: (isOpen: boolean) => void;
  /** The code was right: the app is set up, and the recovery codes are shown. */
  readonly onConfirmed?: () => void;
  /** The user has the recovery codes. */
  readonly onDone: () => void;
}

/** Sets up an authenticator app: its secret, a code, and the recovery codes. Nothing changes before the code. */
export function AppSetup({ begin, look, onBegin, onConfirmed, onDone }: AppSetupProps) {
  const secret = useSignal<Secret | null>(null);
  const codes = useSignal<NewCodes | null>(null);
  if (codes.value !== null) return <RecoveryCodes codes={codes.value} onDone={onDone} />;
  if (secret.value !== null) {
    return (
      <WithSecret
        secret={secret.value}
        onConfirmed={(made) => {
          onConfirmed?.();
          if (made === null) onDone();
          else codes.value = made;
        }}
        onCancel={() => {
          onBegin?.(false);
          secret.value = null;
        }}
      />
    );
  }
  return (
    <Form
      submit={() => ask((client) => client.POST('/account/start-mfa', { body: {} }))}
      onDone={(started) => {
        onBegin?.(true);
        secret.value = started;
      }}
    >
      <div class="actions">
        <SubmitButton look={look}>{begin}</SubmitButton>
      </div>
    </Form>
  );
}

interface WithSecretProps {
  readonly secret: Secret;
  readonly onConfirmed: (codes: NewCodes | null) => void;
  readonly onCancel: () => void;
}

function WithSecret({ secret, onConfirmed, onCancel }: WithSecretProps) {
  const own = text.security.setup;
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => place.current?.focus(), []);
  return (
    <section ref={place} class="setup" aria-label={own.title} tabIndex={-1}>
      <p>{own.scan}</p>
      <div class="scan">
        <img class="qr" alt={own.qrCode} src={dataUrl(secret.qrCodeSvg)} />
        <div>
          <p class="muted">{own.cannotScan}</p>
          <CopyField label={own.secret} value={inGroups(secret.secret)} />
        </div>
      </div>
      <p>{own.code}</p>
      <Form
        submit={(fields) =>
          // The answer has the recovery codes, and the session is then complete.
          send((client) =>
            client.POST('/account/confirm-mfa', {
              body: { code: fields.text('code').replaceAll(' ', '') },
            }),
          )
        }
        onDone={(made) => onConfirmed(newCodesIn(made))}
        codes={{ CODE_INVALID: 'code' }}
        texts={{ CODE_INVALID: own.codeWrong }}
      >
        <CodeField label={own.codeLabel} />
        <div class="actions">
          <Button onClick={onCancel}>{text.common.cancel}</Button>
          <SubmitButton>{own.confirm}</SubmitButton>
        </div>
      </Form>
    </section>
  );
}

// The policy lets no markup of an answer into the page, but a picture.
function dataUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function inGroups(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ');
}
