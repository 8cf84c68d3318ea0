import type { paths } from '../../../client/api';
import { Empty } from '../../parts/card';
import { Heading } from '../../parts/heading';
import { ListTable } from '../../parts/list-table';
import { Time } from '../../parts/time';
import { useList } from '../../resource';
import { who } from '../../session';
import { text } from '../../texts/text';
import { deviceInWords } from './sessions';

type Event =
  paths['/account/list-events']['get']['responses'][200]['content']['application/json']['items'][number];

/** `#/me/activity`: what happened with the user's login, sessions and credentials. */
export function Activity() {
  const own = text.activity;
  const title = text.frame.screens['me/activity'];
  const list = useList<Event>(
    (before) => (client) =>
      client.GET('/account/list-events', { params: { query: before ? { before } : {} } }),
  );
  return (
    <>
      <Heading title={title} why={own.why} />
      <ListTable
        label={title}
        list={list}
        columns={[
          [own.what, (event) => <What event={event} />],
          [own.by, byWhom],
          [own.when, ({ at }) => <Time value={at} />],
        ]}
        empty={<Empty text={own.empty} />}
      />
    </>
  );
}

function What({ event }: { readonly event: Event }) {
  const { type, object } = event;
  const words: Readonly<Record<string, string>> = text.eventTypes;
  const { count } = object as { readonly count?: unknown };
  const detail = detailOf(object);
  return (
    <>
      <strong title={type}>
        {Object.hasOwn(words, type) ? words[type] : type}
        {typeof count === 'number' && ` × ${count}`}
      </strong>
      {detail !== undefined && <p class="muted small">{detail}</p>}
    </>
  );
}

function detailOf(object: object): string | undefined {
  const { by, device, description, name, email } = object as Readonly<Record<string, unknown>>;
  const method = METHODS[String(by)];
  const login = [
    ...(typeof device === 'string' ? [deviceInWords(device)] : []),
    ...(method === undefined ? [] : [text.frame.methods[method]]),
  ];
  if (login.length > 0) return login.join(' · ');
  return [description, name, email].find(
    (one): one is string => typeof one === 'string' && one !== '',
  );
}

/** The proof of a login, by the name that the event has for it. */
const METHODS: Readonly<Record<string, keyof typeof text.frame.methods>> = {
  password: 'password',
  code: 'app',
  passkey: 'passkey',
  phoneCode: 'phone',
  recoveryCode: 'recovery_code',
};

function byWhom({ principal, source }: Event): string {
  const own = text.activity;
  if (principal.id !== null && principal.id === who.value?.user.id) return text.frame.you;
  return principal.name ?? (source === 'operator' ? own.operator : own.nobody);
}
