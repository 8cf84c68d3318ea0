import type { paths } from '../../../client/api';
import { type Answer, ask } from '../../ask';
import { SubmitButton } from '../../parts/button';
import { Form } from '../../parts/form';
import { askForPasskey } from '../../passkeys';
import { who } from '../../session';
import { useSignal } from '../../signal';
import { type NewCodes, newCodesIn, RecoveryCodes } from './recovery-codes';

type Confirm = paths['/account/confirm-passkey']['post'];
type Response = NonNullable<Confirm['requestBody']>['content']['application/json']['response'];
type Added = Confirm['responses'][200]['content']['application/json'];

/** The properties of {@link AddPasskey}. */
export interface AddPasskeyProps {
  /** The label of the button. */
  readonly label: string;
  readonly look?: 'primary' | 'secondary';
  /** The passkey is added. Its recovery codes are shown if it is the first second factor. */
  readonly onAdded?: () => void;
  /** The user has the recovery codes, or needs none. */
  readonly onDone: () => void;
}

/** Creates a passkey with the browser, and shows the recovery codes that come with the first second factor. */
export function AddPasskey({ label, look = 'secondary', onAdded, onDone }: AddPasskeyProps) {
  const codes = useSignal<NewCodes | null>(null);
  if (codes.value !== null) return <RecoveryCodes codes={codes.value} onDone={onDone} />;
  return (
    <Form
      submit={createPasskey}
      onDone={(added) => {
        onAdded?.();
        codes.value = newCodesIn(added);
        if (codes.value === null) onDone();
      }}
    >
      <div class="actions">
        <SubmitButton look={look}>{label}</SubmitButton>
      </div>
    </Form>
  );
}

async function createPasskey(): Promise<Answer<Added> | null> {
  const started = await ask((client) => client.POST('/account/start-passkey', { body: {} }));
  if ('failure' in started) return started;
  const { user, ...options } = started.data;
  // Authenticators show both names.
  const displayName = who.value?.user.name || user.displayName;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({
    ...options,
    user: { ...user, displayName },
  });
  const created = await askForPasskey<Response>((signal) =>
    navigator.credentials.create({ publicKey, signal }),
  );
  if (created === null || 'failure' in created) return created;
  const { data: response } = created;
  return ask((client) => client.POST('/account/confirm-passkey', { body: { response } }));
}
