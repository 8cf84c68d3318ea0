import { ask } from '../../ask';
import { TOO_FEW_CODES } from '../../mfa';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Card } from '../../parts/card';
import { Dialog } from '../../parts/dialog';
import { FactorForm } from '../../parts/factor-form';
import { useMethods } from '../../parts/factor-methods';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';
import { type NewCodes, RecoveryCodes } from './recovery-codes';

const TOTAL = 10;

/** The properties of {@link RecoveryCodesCard}. */
export interface RecoveryCodesCardProps {
  readonly left: number;
  readonly onChange: () => void;
}

/** The card of the recovery codes: how many are left, and new ones. The codes themselves cannot be shown again. */
export function RecoveryCodesCard({ left, onChange }: RecoveryCodesCardProps) {
  const own = text.security.codes;
  const isAsking = useSignal(false);
  const made = useSignal<NewCodes | null>(null);
  if (made.value !== null) {
    return (
      <Card title={own.title}>
        <RecoveryCodes
          codes={made.value}
          onDone={() => {
            made.value = null;
            onChange();
          }}
        />
      </Card>
    );
  }
  const make = (
    <Button
      onClick={() => {
        isAsking.value = true;
      }}
    >
      {text.frame.makeNewCodes}
    </Button>
  );
  const look = left <= TOO_FEW_CODES ? 'warning' : 'plain';
  return (
    <Card
      title={own.title}
      why={own.why}
      aside={<Badge look={look} text={own.left(left, TOTAL)} />}
      actions={make}
    >
      {isAsking.value && (
        <Ask
          onDone={(codes) => {
            made.value = codes;
          }}
          onClose={() => {
            isAsking.value = false;
          }}
        />
      )}
    </Card>
  );
}

interface AskProps {
  readonly onDone: (codes: NewCodes) => void;
  readonly onClose: () => void;
}

function Ask({ onDone, onClose }: AskProps) {
  const own = text.security.codes;
  // A recovery code does not replace the others.
  const methods = useMethods((one) => one !== 'recovery');
  if (methods.usable.length === 0) {
    return (
      <Dialog title={own.makeTitle} why={own.makeNone} onClose={onClose}>
        <div class="actions">
          <Button onClick={onClose}>{text.frame.close}</Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={own.makeTitle} why={own.makeWhy} onClose={onClose}>
      <FactorForm
        call={(body) => (client) =>
          client.POST('/account/regenerate-recovery-codes', {
            body: body as { readonly code: string },
          })
        }
        via={ask}
        methods={methods}
        submit={text.frame.makeNewCodes}
        onDone={(codes) => {
          onClose();
          onDone(codes);
        }}
        actions={<Button onClick={onClose}>{text.common.cancel}</Button>}
      />
    </Dialog>
  );
}
