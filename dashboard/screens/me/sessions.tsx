import type { paths } from '../../../client/api';
import { ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { ConfirmDialog } from '../../parts/dialog';
import { goneIsDone } from '../../parts/gone-is-done';
import { Heading } from '../../parts/heading';
import { ListTable } from '../../parts/list-table';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { useDialog } from '../../parts/use-dialog';
import { useList } from '../../resource';
import { text } from '../../texts/text';
import { parseDevice } from './device';

type Session =
  paths['/account/list-sessions']['get']['responses'][200]['content']['application/json']['items'][number];

/** `#/me/sessions`: the user's sessions in all accounts. */
export function Sessions() {
  const own = text.sessions;
  const title = text.frame.screens['me/sessions'];
  const { open, dialog } = useDialog();
  const list = useList<Session>(
    (after) => (client) =>
      client.GET('/account/list-sessions', { params: { query: after ? { after } : {} } }),
  );
  const count = list.data?.items.length ?? 0;
  const onDone = () => void list.reload();
  const endOthers = (
    <Button onClick={() => open((close) => <EndOthers onDone={onDone} onClose={close} />)}>
      {own.endOthers}
    </Button>
  );
  return (
    <>
      <Heading
        title={title}
        why={count === 1 ? own.alone : own.why}
        {...(count > 1 ? { actions: endOthers } : {})}
      />
      <ListTable
        label={title}
        list={list}
        columns={[
          [own.device, (session) => <DeviceCell session={session} />],
          [own.account, ({ account }) => account?.name ?? own.noAccount],
          [own.since, (session) => <Login session={session} />],
          [own.lastSeen, ({ lastSeenAt }) => <Time value={lastSeenAt} />],
        ]}
        actions={(session) => {
          if (session.isCurrent) return null;
          const device = deviceInWords(session.device);
          const end = () =>
            open((close) => <End {...{ session, device, onDone }} onClose={close} />);
          return (
            <Button aria-label={own.endLabel(device)} onClick={end}>
              {own.end}
            </Button>
          );
        }}
        empty={null}
      />
      {dialog}
    </>
  );
}

function DeviceCell({ session }: { readonly session: Session }) {
  const own = text.sessions;
  return (
    <>
      <strong title={session.device}>{deviceInWords(session.device)}</strong>{' '}
      {session.isCurrent && <Badge look="good" text={own.current} />}
      {session.secondFactorDue && <Badge text={own.unfinished} />}
    </>
  );
}

function Login({ session: { createdAt, authenticatedBy } }: { readonly session: Session }) {
  const methods = authenticatedBy.map((method) => text.frame.methods[method]);
  return (
    <>
      <Time value={createdAt} />
      <p class="muted small">{methods.join(', ')}</p>
    </>
  );
}

interface EndProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function EndOthers({ onDone, onClose }: EndProps) {
  const own = text.sessions;
  return (
    <ConfirmDialog
      title={own.endOthersTitle}
      why={own.endOthersWhy}
      action={own.endOthers}
      run={() => ask((client) => client.POST('/account/revoke-other-sessions', { body: {} }))}
      onDone={({ ended }) => {
        say(own.endedOthers(ended));
        onDone();
      }}
      onClose={onClose}
    />
  );
}

interface EndOneProps extends EndProps {
  readonly session: Session;
  readonly device: string;
}

function End({ session, device, onDone, onClose }: EndOneProps) {
  const own = text.sessions;
  return (
    <ConfirmDialog
      title={own.endTitle}
      why={own.endWhy(device)}
      action={own.end}
      run={async () =>
        goneIsDone(
          await ask((client) =>
            client.POST('/account/revoke-session', { body: { id: session.id } }),
          ),
        )
      }
      onDone={() => {
        say(own.ended);
        onDone();
      }}
      onClose={onClose}
    />
  );
}

/** Returns the browser and the system of a user agent in words. */
export function deviceInWords(userAgent: string): string {
  const { browser, system } = parseDevice(userAgent);
  if (browser !== undefined && system !== undefined) {
    return text.sessions.on(browser, system);
  }
  return browser ?? system ?? text.sessions.unknown;
}
