import { ConfirmDialog, type ConfirmDialogProps } from '../../parts/dialog';
import { useResource } from '../../resource';
import { may } from '../../session';

const MOST = 100;

/** The properties of {@link RemoveDialog}. */
export interface RemoveDialogProps extends Omit<ConfirmDialogProps<unknown>, 'why'> {
  /** The id of the member or service user that goes. */
  readonly owner: string;
  /** Says what ends, with the number of credentials. Undefined: the number is not known. */
  readonly why: (credentials: string | undefined) => string;
}

/** Asks before a member or service user goes, and says how many credentials go along. */
export function RemoveDialog(props: RemoveDialogProps) {
  // Only administrators see the credentials of others.
  return may('administrator') ? <Counted {...props} /> : <Uncounted {...props} />;
}

function Counted({ owner, why, ...confirm }: RemoveDialogProps) {
  const { data } = useResource((client) =>
    client.GET('/admin/list-credentials', { params: { query: { owner, limit: MOST } } }),
  );
  const count =
    data === undefined ? undefined : `${data.items.length}${data.next === null ? '' : '+'}`;
  return <ConfirmDialog {...confirm} why={why(count)} />;
}

function Uncounted({ owner: _owner, why, ...confirm }: RemoveDialogProps) {
  return <ConfirmDialog {...confirm} why={why(undefined)} />;
}
