import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Card } from '../../parts/card';
import { Loaded } from '../../parts/loaded';
import { useDialog } from '../../parts/use-dialog';
import { type Resource, useResource } from '../../resource';
import { hrefOf } from '../../router';
import { addressErrors } from '../../texts/en/address-errors';
import { addresses } from '../../texts/en/addresses';
import { addEnglish, text } from '../../texts/text';
import { EditIpRestriction } from './edit-ip-restriction';
import type { IpRestriction, IpRestrictions as Restrictions, RestrictionType } from './types';

addEnglish({ addresses, addressErrors });

/** The IP addresses from which members and credentials are accepted. */
export function IpRestrictions() {
  const resource = useResource<Restrictions>((client) => client.GET('/admin/show-ip-restrictions'));
  const own = text.addresses;
  const { data } = resource;
  const isUnseen = data === undefined || data.address === null;
  if (isUnseen && !data?.dashboard && !data?.api) {
    return (
      <Card title={own.title} why={own.why}>
        <Loaded resource={resource}>{() => <p>{own.unseen}</p>}</Loaded>
      </Card>
    );
  }
  return (
    <>
      <Restriction type="dashboard" {...{ data, resource }} />
      <Restriction type="api" {...{ data, resource }} />
    </>
  );
}

interface RestrictionProps {
  readonly type: RestrictionType;
  readonly data: Restrictions;
  readonly resource: Resource<Restrictions>;
}

function Restriction({ type, data, resource }: RestrictionProps) {
  const own = text.addresses;
  const { open, dialog } = useDialog();
  const restriction = data[type];
  const edit = () =>
    open((close) => (
      <EditIpRestriction {...{ type, data }} onClose={close} onDone={resource.set} />
    ));
  return (
    <Card
      title={own.titles[type]}
      why={own.whys[type]}
      aside={<State restriction={restriction} />}
      actions={<Button onClick={edit}>{restriction === null ? own.restrict : own.edit}</Button>}
    >
      {(restriction !== null || type === 'dashboard') && (
        <Facts {...{ restriction, address: data.address }} />
      )}
      {dialog}
    </Card>
  );
}

interface StateProps {
  readonly restriction: IpRestriction | null;
}

function State({ restriction }: StateProps) {
  const states = text.addresses.states;
  if (restriction === null) return <Badge text={states.off} />;
  return restriction.enforced ? (
    <Badge look="good" text={states.enforced} />
  ) : (
    <Badge look="warning" text={states.watching} />
  );
}

function Facts({ restriction, address }: StateProps & { readonly address: string | null }) {
  const own = text.addresses;
  return (
    <dl class="facts">
      <dt>{own.yours}</dt>
      <dd class="tags">
        {address === null ? own.unseen : <code>{address}</code>}
        {address !== null && restriction !== null && <Place {...restriction} />}
      </dd>
      {restriction !== null && (
        <>
          <dt>{own.allowed}</dt>
          <dd>
            <Blocks {...restriction} />
          </dd>
          <dt>{own.lastDays}</dt>
          <dd>
            <Outside {...restriction} />
          </dd>
        </>
      )}
    </dl>
  );
}

function Place({ matching }: IpRestriction) {
  const own = text.addresses;
  return matching === null ? (
    <Badge look="warning" text={own.outside} />
  ) : (
    <Badge look="good" text={own.inside} />
  );
}

// More of them would push everything else away.
const SHOWN_BLOCKS = 5;

function Blocks({ blocks }: IpRestriction) {
  const list = (
    <ul class="group">
      {blocks.map(({ cidr, description }) => (
        <li key={cidr} class="tags">
          <code>{cidr}</code>
          {description !== '' && <span class="muted">{description}</span>}
        </li>
      ))}
    </ul>
  );
  if (blocks.length <= SHOWN_BLOCKS) return list;
  return (
    <details>
      <summary>{text.addresses.blocks(blocks.length)}</summary>
      {list}
    </details>
  );
}

function Outside({ enforced, outside: { members, credentials } }: IpRestriction) {
  const own = text.addresses;
  if (members + credentials === 0) return own.noOneOutside;
  const type = enforced ? 'ip_restriction_refused' : 'ip_restriction_warned';
  return (
    <>
      {own.wereOutside(members, credentials, enforced)}{' '}
      <a href={hrefOf('events', { type })}>{own.showThem}</a>
    </>
  );
}
