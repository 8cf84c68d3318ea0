import type { ComponentChildren } from 'preact';
import { config } from '../config';
import { Failed, WrongOrigin } from '../parts/whole-page';
import { isForeign, who, whoFailure } from '../session';

/** Returns whether the service has said who is logged in, and the user has not to decide about a foreign session. */
export function isKnown(): boolean {
  return !isWrongOrigin() && who.value !== undefined && !isForeign();
}

/** Shows its content as soon as it is known who is logged in, or else why it is not known. */
export function Gate({ children }: { readonly children: ComponentChildren }) {
  if (isWrongOrigin()) return <WrongOrigin />;
  if (whoFailure.value !== null && who.value === undefined) {
    return <Failed failure={whoFailure.value} />;
  }
  return isKnown() ? children : null;
}

function isWrongOrigin(): boolean {
  return config.origin !== '' && config.origin !== location.origin;
}
