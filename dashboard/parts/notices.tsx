import { useEffect } from 'preact/hooks';
import { canPasskeys } from '../can-passkeys';
import { loadMfa, mfa, TOO_FEW_CODES } from '../mfa';
import { hrefOf, route } from '../router';
import { isFreshLogin, who } from '../session';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { Notice } from './alert';
import { Button } from './button';
import { Time } from './time';

const DAY_MS = 86_400_000;

/** What the user has to know on every screen. */
export function Notices() {
  return (
    <>
      <SessionEnds />
      <FewCodes />
      <PasskeyOffer />
    </>
  );
}

// A session ends after seven days, whether it is used or not.
function SessionEnds() {
  const { endsAt = '' } = who.value?.session ?? {};
  const left = Date.parse(endsAt) - Date.now();
  // A session that the service accepts has not ended, whatever this device's clock says.
  if (!(left > 0 && left < DAY_MS)) return null;
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
  if (!isEnabled || mfa.value === undefined) return null;
  const { recoveryCodesLeft } = mfa.value;
  if (recoveryCodesLeft > TOO_FEW_CODES) return null;
  return (
    <Notice>
      <p>
        {text.frame.codesLeft(recoveryCodesLeft)}{' '}
        <a href={hrefOf('me/security')}>{text.frame.makeNewCodes}</a>
      </p>
    </Notice>
  );
}

const NOT_NOW = 'passkey-offer';
const NOT_NOW_MS = 30 * DAY_MS;

// After a login by password, where this device could have done it.
function PasskeyOffer() {
  const own = text.frame.passkeyOffer;
  const isPossible = useSignal(false);
  const { user, session } = who.value ?? {};
  const isDue =
    isFreshLogin.value &&
    session?.authenticatedBy[0] === 'password' &&
    user?.secondFactors.includes('passkey') === false;
  useEffect(() => {
    const isRefused = Date.now() - Number(localStorage.getItem(NOT_NOW)) < NOT_NOW_MS;
    if (isDue && canPasskeys && !isRefused) void find();
  }, [isDue]);
  const find = async () => {
    isPossible.value = await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  };
  if (!isDue || !isPossible.value || route.value.path === 'me/security') return null;
  const notNow = () => {
    localStorage.setItem(NOT_NOW, String(Date.now()));
    isPossible.value = false;
  };
  return (
    <Notice>
      <p>
        <strong>{own.title}</strong> {own.why}
      </p>
      <div class="actions">
        <a class="button" href={hrefOf('me/security')}>
          {own.add}
        </a>
        <Button look="quiet" onClick={notNow}>
          {own.notNow}
        </Button>
      </div>
    </Notice>
  );
}
