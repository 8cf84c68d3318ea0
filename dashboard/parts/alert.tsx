import type { ComponentChildren } from 'preact';
import type { Failure } from '../ask';
import { config } from '../config';
import { text } from '../texts/text';

/** The properties of {@link Alert}. */
export interface AlertProps {
  readonly text: string;
  readonly failure?: Failure;
  readonly children?: ComponentChildren;
}

/** What went wrong, announced when it appears. It can be focused. */
export function Alert({ text: what, failure, children }: AlertProps) {
  return (
    <div class="alert" role="alert" tabIndex={-1}>
      <p>{what}</p>
      {failure?.code === 'ORIGIN_INVALID' && (
        <p>
          <a href={`${config.origin}/account`}>{text.common.openThere}</a>
        </p>
      )}
      {failure?.requestId !== undefined && isOfService(failure) && (
        <p class="muted small">{text.common.requestId(failure.requestId)}</p>
      )}
      {children}
    </div>
  );
}

/** A note that requires no action. */
export function Notice({ children }: { readonly children: ComponentChildren }) {
  return <div class="notice">{children}</div>;
}

// The operator finds these in the log.
function isOfService({ code }: Failure): boolean {
  return code === 'INTERNAL' || code === 'UNAVAILABLE' || code === 'NOT_CONFIGURED';
}
