import { useLayoutEffect } from 'preact/hooks';
import { config } from '../../config';
import { countFactors, mfa } from '../../mfa';
import { Heading } from '../../parts/heading';
import { later } from '../../parts/later';
import { Loaded } from '../../parts/loaded';
import { useResource } from '../../resource';
import { entered } from '../../session';
import { text } from '../../texts/text';
import { loadSsoLogin } from '../load-sso-login';
import { AuthenticatorApp } from './authenticator-app';
import { ChangePassword } from './change-password';
import { Passkeys } from './passkeys-card';
import { PhoneCard } from './phone-card';
import { RecoveryCodesCard } from './recovery-codes-card';

const Identities = later(async () => (await loadSsoLogin()).Identities);

/** `#/me/security`: the password, the second factors and the recovery codes. */
export function Security() {
  const loaded = useResource((client) => client.GET('/account/show-mfa'));
  const reload = () => void loaded.reload();
  // The session's answer names the second factors, too.
  const changed = () => {
    void entered();
    reload();
  };
  useLayoutEffect(() => {
    if (loaded.data !== undefined) mfa.value = loaded.data;
    // The button that had the focus may be gone.
    if (document.activeElement === document.body) document.querySelector('h1')?.focus();
  }, [loaded.data]);
  return (
    <>
      <Heading title={text.frame.screens['me/security']} />
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
