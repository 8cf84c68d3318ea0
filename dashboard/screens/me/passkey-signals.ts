import { send } from '../../ask';
import { canPasskeys } from '../../can-passkeys';
import { who } from '../../session';

// What the service tells the authenticators of this browser, so that they offer what works. Not every browser passes
// it on.

/** Tells the authenticators which of the user's passkeys still exist. They forget or hide all others. */
export async function signalPasskeys(): Promise<void> {
  const user = who.value?.user;
  if (!canPasskeys || user === undefined) return;
  if (PublicKeyCredential.signalAllAcceptedCredentials === undefined) return;
  const answer = await send((client) => client.POST('/session/start-passkey', { body: {} }));
  if ('failure' in answer && answer.failure.code !== 'MFA_NOT_ENABLED') return;
  const known = 'data' in answer ? answer.data.allowCredentials : [];
  await PublicKeyCredential.signalAllAcceptedCredentials({
    ...namesOf(user.id),
    allAcceptedCredentialIds: known.map(({ id }) => id),
  }).catch(() => undefined);
}

/** Tells the authenticators the user's name and address, which they show beside the passkeys. */
export async function signalUser(): Promise<void> {
  const user = who.value?.user;
  if (!canPasskeys || !user?.secondFactors.includes('passkey')) return;
  await PublicKeyCredential.signalCurrentUserDetails?.({
    ...namesOf(user.id),
    name: user.email,
    displayName: user.name,
  }).catch(() => undefined);
}

function namesOf(id: string) {
  const userId = btoa(id).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return { rpId: location.hostname, userId };
}
