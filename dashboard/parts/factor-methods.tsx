import { canPasskeys } from '../can-passkeys';
import { config } from '../config';
import { who } from '../session';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { Button } from './button';

/** A way to prove to be the same user. */
export type Method = 'password' | 'app' | 'passkey' | 'phone' | 'recovery';

/** The ways that the user has in this browser. */
export interface Methods {
  /** The best one first. */
  readonly usable: readonly Method[];
  /** The one that the user has chosen. Default: the first. */
  readonly current: Method;
  choose(method: Method): void;
}

/** Returns the ways that the user has, and lets the user choose one. */
export function useMethods(isAccepted: (method: Method) => boolean = () => true): Methods {
  const chosen = useSignal<Method | undefined>(undefined);
  const usable = usableMethods().filter(isAccepted);
  return {
    usable,
    current: usable.find((one) => one === chosen.value) ?? usable[0] ?? 'recovery',
    choose(method) {
      chosen.value = method;
    },
  };
}

// Users without a second factor have their password. A phone stays a second factor if the service sends no codes.
function usableMethods(): readonly Method[] {
  const { mfaEnabled, secondFactors = [] } = who.value?.user ?? {};
  if (mfaEnabled !== true) return ['password'];
  const isUsable = { app: true, passkey: canPasskeys, phone: config.phoneCodes };
  return [...secondFactors.filter((factor) => isUsable[factor]), 'recovery'];
}

/** The buttons that choose another way. The form of the app has a button for a passkey of its own. */
export function OtherMethods({ methods }: { readonly methods: Methods }) {
  const { usable, current, choose } = methods;
  const others = usable.filter(
    (one) => one !== current && one !== 'password' && !(one === 'passkey' && usable[0] === 'app'),
  ) as readonly Exclude<Method, 'password'>[];
  if (others.length === 0) return null;
  return (
    <div class="others">
      {others.map((one) => (
        <Button key={one} look="quiet" onClick={() => choose(one)}>
          {text.logIn.secondFactor[one].use}
        </Button>
      ))}
    </div>
  );
}
