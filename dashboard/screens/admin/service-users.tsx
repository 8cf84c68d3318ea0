import { type Answer, ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { Button, SubmitButton } from '../../parts/button';
import { Empty } from '../../parts/card';
import { ConfirmDialog, Dialog } from '../../parts/dialog';
import { Field, Select } from '../../parts/field';
import { type Fields, Form } from '../../parts/form';
import { Heading } from '../../parts/heading';
import { Icon } from '../../parts/icon';
import { type Column, ListTable } from '../../parts/list-table';
import { Menu, MenuItem } from '../../parts/menu';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import { type List, useList } from '../../resource';
import { go, hrefOf } from '../../router';
import { text } from '../../texts/text';
import { RemoveDialog } from './remove-dialog';
import { given, type ServiceUser } from './types';

/** `#/service-users`: the programs that have credentials of their own. */
export function ServiceUsers() {
  const own = text.admin.serviceUsers;
  const list = useList<ServiceUser>(
    (after) => (client) =>
      client.GET('/admin/list-service-users', { params: { query: given({ after }) } }),
  );
  const { open, dialog } = useDialog();
  const create = () => open((close) => <Edit list={list} onClose={close} />);
  return (
    <>
      <Heading
        title={text.frame.screens['service-users']}
        why={own.why}
        actions={
          <Button look="primary" onClick={create}>
            <Icon name="plus" />
            {own.create}
          </Button>
        }
      />
      <ListTable
        label={text.frame.screens['service-users']}
        list={list}
        columns={columns()}
        actions={(serviceUser) => <Actions {...{ serviceUser, open, list }} />}
        empty={
          <Empty text={own.empty}>
            <Button onClick={create}>{own.create}</Button>
          </Empty>
        }
      />
      {dialog}
    </>
  );
}

function columns(): readonly Column<ServiceUser>[] {
  const own = text.admin.serviceUsers;
  return [
    [
      own.name,
      ({ name, active }) => (
        <span class="tags">
          <strong>{name}</strong>
          {!active && <Badge look="bad" text={text.person.disabled} />}
        </span>
      ),
    ],
    [own.level, ({ developer }) => text.common.roles.developer[developer]],
    [
      text.frame.screens['me/credentials'],
      ({ id }) => <a href={hrefOf('credentials', { owner: id })}>{own.credentials}</a>,
    ],
    [text.admin.since, ({ createdAt }) => <Time value={createdAt} />],
  ];
}

interface ActionsProps {
  readonly serviceUser: ServiceUser;
  readonly open: (render: RenderDialog) => void;
  readonly list: List<ServiceUser>;
}

function Actions({ serviceUser, open, list }: ActionsProps) {
  const own = text.admin.serviceUsers;
  const { id, name, active } = serviceUser;
  return (
    <Menu label={text.frame.actions(name)}>
      {() => (
        <>
          <MenuItem
            onClick={() => open((close) => <Edit {...{ list, serviceUser }} onClose={close} />)}
          >
            {own.edit}
          </MenuItem>
          <MenuItem onClick={() => go('credentials', { owner: id })}>{own.credentials}</MenuItem>
          <MenuItem
            isDangerous={active}
            onClick={() =>
              open((close) => <SetActive {...{ list, serviceUser }} onClose={close} />)
            }
          >
            {active ? text.admin.disable : text.admin.enable}
          </MenuItem>
          <MenuItem
            isDangerous
            onClick={() =>
              open((close) => (
                <RemoveDialog
                  owner={id}
                  title={own.deleteTitle(name)}
                  why={own.deleteWhy}
                  action={text.admin.delete}
                  run={() =>
                    ask((client) =>
                      client.POST('/admin/delete-service-user', { body: { serviceUser: id } }),
                    )
                  }
                  onClose={close}
                  onFailure={() => void list.reload()}
                  onDone={() => {
                    list.replace((one) => one.id === id, undefined);
                    say(own.deleted(name));
                  }}
                />
              ))
            }
          >
            {text.admin.delete}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

interface DialogProps {
  readonly list: List<ServiceUser>;
  readonly onClose: () => void;
}

function Edit({
  list,
  serviceUser,
  onClose,
}: DialogProps & { readonly serviceUser?: ServiceUser }) {
  const own = text.admin.serviceUsers;
  const { developer } = text.common.roles;
  return (
    <Dialog
      title={serviceUser === undefined ? own.create : own.editTitle(serviceUser.name)}
      onClose={onClose}
    >
      <Form<ServiceUser>
        submit={(fields) => save(fields, serviceUser)}
        onDone={(after) => {
          onClose();
          say(serviceUser === undefined ? own.created(after.name) : text.common.saved);
          if (serviceUser === undefined) void list.reload();
          else list.replace((one) => one.id === after.id, after);
        }}
        codes={{ NAME_INVALID: 'name', NAME_EXISTS: 'name', NAME_RESERVED: 'name' }}
      >
        <Field
          name="name"
          label={own.name}
          hint={own.nameHint}
          required
          autofocus
          maxLength={100}
          autocomplete="off"
          {...(serviceUser && { defaultValue: serviceUser.name })}
        />
        <Select
          name="developer"
          label={own.level}
          hint={own.levelHint}
          value={serviceUser?.developer ?? 'read-only'}
          options={[
            ['read-only', developer['read-only']],
            ['read-write', developer['read-write']],
          ]}
        />
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{serviceUser === undefined ? own.create : text.common.save}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

function save(fields: Fields, before: ServiceUser | undefined): Promise<Answer<ServiceUser>> {
  const body = {
    name: fields.text('name'),
    developer: fields.text('developer') as ServiceUser['developer'],
  };
  if (before === undefined) {
    return ask((client) => client.POST('/admin/create-service-user', { body }));
  }
  const changed = { ...body, serviceUser: before.id };
  return ask((client) => client.POST('/admin/update-service-user', { body: changed }));
}

function SetActive({
  list,
  serviceUser: { id, name, active },
  onClose,
}: DialogProps & { readonly serviceUser: ServiceUser }) {
  const own = text.admin.serviceUsers;
  const path = active ? '/admin/disable-service-user' : '/admin/enable-service-user';
  return (
    <ConfirmDialog<ServiceUser>
      look={active ? 'danger' : 'primary'}
      title={active ? text.admin.disableTitle(name) : text.admin.enableTitle(name)}
      why={active ? own.disableWhy : own.enableWhy}
      action={active ? text.admin.disable : text.admin.enable}
      run={() => ask((client) => client.POST(path, { body: { serviceUser: id } }))}
      onClose={onClose}
      onFailure={() => void list.reload()}
      onDone={(after) => {
        list.replace((one) => one.id === id, after);
        say(active ? text.admin.isDisabled(name) : text.admin.isEnabled(name));
      }}
    />
  );
}
