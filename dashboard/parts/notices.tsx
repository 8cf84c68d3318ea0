import { useEffect } from 'preact/hooks';
import { loadMfa, mfa, TOO_FEW_CODES } from '../mfa';
import { hrefOf } from '../router';
import { who } from '../session';
import { text } from '../texts/text';
import { Notice } from './alert';
import { Time } from './time';

const DAY_MS = 86_400_000;

/** What the user has to know on every screen. */
export function Notices() {
  return (
    <>
      <SessionEnds />
      <FewCodes />
    </>
  );
}

// A session ends after seven days, whether it is used or not.
function SessionEnds() {
  const endsAt = who.value?.session.endsAt;
  if (endsAt === undefined || Date.parse(endsAt) - Date.now() > DAY_MS) return null;
  return (
    <Notice>
      <p>
        {text.frame.sessionEnds} <Time value={endsAt} />. {text.frame.sessionEndsThen}
      </p>
    </Notice>
  );
}

function FewCodes() {
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
