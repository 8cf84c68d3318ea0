import { useEffect } from 'preact/hooks';
import { loadMfa, mfa, TOO_FEW_CODES } from '../mfa';
import { hrefOf } from '../router';
import { who } from '../session';
import { text } from '../texts/text';
import { Notice } from './alert';

/** On every screen: the user has hardly any recovery codes left. */
export function FewCodes() {
  const isEnabled = who.value?.user.mfaEnabled === true;
  useEffect(() => {
    if (isEnabled && mfa.value === undefined) void loadMfa();
  }, [isEnabled]);
  const { app, recoveryCodesLeft = 0 } = mfa.value ?? {};
  if (!isEnabled || app == null || recoveryCodesLeft > TOO_FEW_CODES) return null;
  return (
    <Notice>
      <p>
        {text.frame.codesLeft(recoveryCodesLeft)}{' '}
        <a href={hrefOf('me/security')}>{text.frame.makeNewCodes}</a>
      </p>
    </Notice>
  );
}
