import { useEffect } from 'preact/hooks';
import { mfa } from '../../mfa';
import { Heading } from '../../parts/heading';
import { Loaded } from '../../parts/loaded';
import { useResource } from '../../resource';
import { text } from '../../texts/text';
import { AuthenticatorApp } from './authenticator-app';
import { ChangePassword } from './change-password';
import { RecoveryCodesCard } from './recovery-codes-card';

/** `#/me/security`: the password, the authenticator app and the recovery codes. */
export function Security() {
  const loaded = useResource((client) => client.GET('/account/show-mfa'));
  const reload = () => void loaded.reload();
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
            <AuthenticatorApp mfa={found} onChange={reload} />
            {found.app !== null && (
              <RecoveryCodesCard left={found.recoveryCodesLeft} onChange={reload} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}
