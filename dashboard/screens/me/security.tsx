import { useEffect } from 'preact/hooks';
import { config } from '../../config';
import { countFactors, mfa } from '../../mfa';
import { Heading } from '../../parts/heading';
import { later } from '../../parts/later';
import { Loaded } from '../../parts/loaded';
import { useResource } from '../../resource';
import { entered } from '../../session';
import { text } from '../../texts/text';
import { AuthenticatorApp } from './authenticator-app';
import { ChangePassword } from './change-password';
import { RecoveryCodesCard } from './recovery-codes-card';

const Identities = later(async () => (await import('../sso-login')).Identities);
const loadPasskeys = async () => (await import('./passkeys-card')).Passkeys;
const loadPhone = async () => (await import('./phone-card')).PhoneCard;
const Passkeys = later(loadPasskeys);
const PhoneCard = later(loadPhone);

/** `#/me/security`: the password, the second factors and the recovery codes. */
export function Security() {
  const loaded = useResource(async (client) => {
    // With the files, so that no card moves those below it when its file comes later.
    const files = Promise.allSettled([loadPasskeys(), loadPhone()]);
    const [answer] = await Promise.all([client.GET('/account/show-mfa'), files]);
    return answer;
  });
  const reload = () => void loaded.reload();
  // The session's answer names the second factors, too.
  const changed = () => {
    void entered();
    reload();
  };
  useEffect(() => {
    if (loaded.data !== undefined) mfa.value = loaded.data;
    // The button that had the focus may be gone.
    if (document.activeElement === document.body) document.querySelector('h1')?.focus();
  }, [loaded.data]);
  return (
    <>
      <Heading title={text.me.security.title} />
      <Loaded resource={loaded}>
        {(found) => (
          <>
            <ChangePassword />
            <AnyIdentities />
            <Passkeys mfa={found} onChange={changed} />
            <AuthenticatorApp mfa={found} onChange={changed} />
            {(config.phoneCodes || found.phone !== null) && (
              <PhoneCard mfa={found} onChange={changed} />
            )}
            {countFactors(found) > 0 && (
              <RecoveryCodesCard left={found.recoveryCodesLeft} onChange={reload} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

// Without an identity, and without a provider to link, there is no card.
function AnyIdentities() {
  const identities = useResource((client) => client.GET('/account/list-identities'));
  const { data, failure } = identities;
  const isEmpty = data === undefined || data.items.length + data.identityProviders.length === 0;
  return isEmpty && failure === undefined ? null : <Identities identities={identities} />;
}
