import type { Roles } from '../../../lib/identity/roles';
import { ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { Button, SubmitButton } from '../../parts/button';
import { Card } from '../../parts/card';
import { Dialog } from '../../parts/dialog';
import { Choice } from '../../parts/field';
import { Form } from '../../parts/form';
import { Loaded, More } from '../../parts/loaded';
import { say } from '../../parts/toast';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import { type List, useList } from '../../resource';
import { text } from '../../texts/text';
import type { Group } from '../admin/types';

/** The card of the groups that the provider sends, and the roles that they give. Without groups, there is no card. */
export function Groups() {
  const own = text.singleSignOn.groups;
  const list = useList<Group>(
    (after) => (client) =>
      client.GET('/admin/list-groups', { params: { query: after ? { after } : {} } }),
  );
  const { open, dialog } = useDialog();
  if (list.failure === undefined && !list.data?.items.length) return null;
  return (
    <Card title={own.title} why={own.why}>
      <Loaded resource={list}>
        {({ items }) => (
          <ul class="rows">
            {items.map((group) => (
              <Row key={group.id} {...{ group, list, open }} />
            ))}
          </ul>
        )}
      </Loaded>
      <More list={list} />
      {dialog}
    </Card>
  );
}

interface RowProps {
  readonly group: Group;
  readonly list: List<Group>;
  readonly open: (render: RenderDialog) => void;
}

function Row({ group, list, open }: RowProps) {
  const own = text.singleSignOn.groups;
  const { name, members, roles } = group;
  const level = levelOf(roles);
  return (
    <li>
      <div>
        <p class="tags">
          <strong>{name}</strong>
          {level !== 'none' && <Badge text={own.badges[level]} />}
        </p>
        <p class="muted small">{own.members(members)}</p>
      </div>
      <Button
        aria-label={own.changeOf(name)}
        onClick={() => open((close) => <MapGroup {...{ group, list }} onClose={close} />)}
      >
        {own.change}
      </Button>
    </li>
  );
}

type Level = 'none' | 'manager' | 'administrator';

// Every member has the roles of a new one, so only what is above them makes a difference.
const ROLES: Readonly<Record<Level, Roles | null>> = {
  none: null,
  manager: { developer: 'read-write', team: 'manager', administrator: false },
  administrator: { developer: 'read-write', team: 'manager', administrator: true },
};

function levelOf(roles: Roles | null): Level {
  if (roles?.administrator) return 'administrator';
  return roles?.team === 'manager' ? 'manager' : 'none';
}

interface MapGroupProps extends Pick<RowProps, 'group' | 'list'> {
  readonly onClose: () => void;
}

function MapGroup({ group: { id, name, roles }, list, onClose }: MapGroupProps) {
  const own = text.singleSignOn.groups;
  const before = levelOf(roles);
  return (
    <Dialog title={own.changeOf(name)} why={own.changeWhy} onClose={onClose}>
      <Form<Group>
        submit={(fields) => {
          const wanted = ROLES[fields.text('level') as Level];
          const body = { group: id, roles: wanted };
          return ask((client) => client.POST('/admin/map-group', { body }));
        }}
        onDone={(after) => {
          onClose();
          list.replace((one) => one.id === id, after);
          say(text.common.saved);
        }}
      >
        {(['none', 'manager', 'administrator'] as const).map((level) => (
          <Choice
            key={level}
            type="radio"
            name="level"
            value={level}
            label={own.levels[level]}
            hint={own.hints[level]}
            defaultChecked={level === before}
          />
        ))}
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{text.common.save}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
