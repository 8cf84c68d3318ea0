import { useEffect } from 'preact/hooks';
import { countFactors, mfa } from '../../mfa';
import { Heading } from '../../parts/heading';
import { Loaded } from '../../parts/loaded';
import { useResource } from '../../resource';
import { entered } from '../../session';
import { text } from '../../texts/text';
import { AuthenticatorApp } from './authenticator-app';
import { ChangePassword } from './change-password';
import { Identities } from './identities-card';
import { Passkeys } from './passkeys-card';
import { PhoneCard } from './phone-card';
import { RecoveryCodesCard } from './recovery-codes-card';

/** `#/me/security`: the password, the second factors and the recovery codes. */
export function Security() {
  const loaded = useResource((client) => client.GET('/account/show-mfa'));
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
            <Identities />
            <Passkeys mfa={found} onChange={changed} />
            <AuthenticatorApp mfa={found} onChange={changed} />
            <PhoneCard mfa={found} onChange={changed} />
            {countFactors(found) > 0 && (
              <RecoveryCodesCard left={found.recoveryCodesLeft} onChange={reload} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}
