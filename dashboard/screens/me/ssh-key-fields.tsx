import { useEffect } from 'preact/hooks';
import { send } from '../../ask';
import { config } from '../../config';
import { Button } from '../../parts/button';
import { CopyField } from '../../parts/copy-field';
import { TextArea } from '../../parts/text-area';
import { who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';

/** A challenge that the owner of a key signs. */
export interface SshChallenge {
  /** Undefined until the service has answered. */
  readonly challenge: string | undefined;
  /** Gets a new challenge. */
  reload(): Promise<void>;
}

/** Gets a challenge when the user chooses an SSH key. */
export function useSshChallenge(isChosen: boolean): SshChallenge {
  const challenge = useSignal<string | undefined>(undefined);
  const reload = async () => {
    const answer = await send((client) => client.POST('/token/ssh', { body: {} }));
    if ('data' in answer && 'challenge' in answer.data) challenge.value = answer.data.challenge;
  };
  useEffect(() => {
    if (isChosen) void reload();
  }, [isChosen]);
  return { challenge: challenge.value, reload };
}

/** A public key, and the proof that the user has its private key. */
export function SshKeyFields({ ssh }: { readonly ssh: SshChallenge }) {
  const own = text.credentials.form;
  return (
    <>
      <TextArea name="publicKey" label={own.publicKey} hint={own.publicKeyHint} required rows={2} />
      <p class="muted">{own.sign}</p>
      {ssh.challenge !== undefined && (
        <CopyField label={own.command} value={commandFor(ssh.challenge)} />
      )}
      <div class="actions start">
        <Button onClick={() => void ssh.reload()}>{own.newChallenge}</Button>
      </div>
      <TextArea name="signature" label={own.signature} hint={own.signatureHint} required rows={4} />
    </>
  );
}

// The owner signs the service, the account and the challenge: see docs/directory/ssh.md.
function commandFor(challenge: string): string {
  const signed = `${config.origin || location.origin} ${who.value?.account?.id} ${challenge}`;
  return `printf '%s' '${signed}' | ssh-keygen -Y sign -n key@twilio-functions-auth -f ~/.ssh/id_ed25519`;
}
