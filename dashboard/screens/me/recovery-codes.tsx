import { useLayoutEffect, useRef } from 'preact/hooks';
import type { paths } from '../../../client/api';
import { config } from '../../config';
import { Alert } from '../../parts/alert';
import { Button } from '../../parts/button';
import { Choice } from '../../parts/field';
import { Icon } from '../../parts/icon';
import { useLeaveGuard } from '../../parts/leave-guard';
import { saveFile } from '../../parts/save-file';
import { say } from '../../parts/toast';
import { who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';

/** New recovery codes, and the same as a file. */
export type NewCodes =
  paths['/account/regenerate-recovery-codes']['post']['responses'][200]['content']['application/json'];

/** Returns the new codes in an answer, or null if the user keeps the codes of an earlier second factor. */
export function newCodesIn({
  recoveryCodes,
  recoveryCodesText,
}: { readonly [Name in keyof NewCodes]: NewCodes[Name] | null }): NewCodes | null {
  if (recoveryCodes === null || recoveryCodesText === null) return null;
  return { recoveryCodes, recoveryCodesText };
}

/** The properties of {@link RecoveryCodes}. */
export interface RecoveryCodesProps {
  readonly codes: NewCodes;
  readonly onDone: () => void;
}

/** Shows recovery codes this once, until the user says that they are saved. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const own = text.security.codes;
  const isSaved = useSignal(false);
  const leave = useSignal<(() => void) | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  useLeaveGuard(!isSaved.value, (go) => {
    leave.value = go;
  });
  const finish = () => {
    if (isSaved.value) onDone();
    else leave.value = onDone;
  };
  return (
    <div class="new-codes">
      <h2 ref={heading} tabIndex={-1}>
        {own.newTitle}
      </h2>
      <p class="muted">{own.newWhy}</p>
      <p class="codes-of small">{own.of(who.value?.user.email ?? '', config.service)}</p>
      <ol class="codes" aria-label={own.title}>
        {codes.recoveryCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <SaveButtons codes={codes} />
      <Choice
        name="saved"
        label={own.saved}
        onChange={(event) => {
          isSaved.value = event.currentTarget.checked;
          leave.value = null;
        }}
      />
      {leave.value !== null && (
        <Alert text={own.unsaved}>
          <Button onClick={() => leave.value?.()}>{own.leave}</Button>
        </Alert>
      )}
      <div class="actions">
        <Button look="primary" onClick={finish}>
          {own.done}
        </Button>
      </div>
    </div>
  );
}

function SaveButtons({ codes }: { readonly codes: NewCodes }) {
  const own = text.security.codes;
  return (
    <div class="actions start">
      <Button onClick={() => void copy(codes.recoveryCodes)}>
        <Icon name="copy" />
        {text.common.copy}
      </Button>
      <Button onClick={() => download(codes.recoveryCodesText)}>
        <Icon name="download" />
        {own.download}
      </Button>
      <Button onClick={() => print()}>{own.print}</Button>
    </div>
  );
}

async function copy(codes: readonly string[]): Promise<void> {
  try {
    await navigator.clipboard.writeText(codes.join('\n'));
    say(text.common.copied);
  } catch {
    const list = document.querySelector('.codes');
    if (list !== null) getSelection()?.selectAllChildren(list);
    say(text.frame.pressCopy);
  }
}

function download(content: string): void {
  const name = `recovery-codes-${config.service.replaceAll(':', '-')}.txt`;
  saveFile(name, new Blob([content], { type: 'text/plain' }));
}
