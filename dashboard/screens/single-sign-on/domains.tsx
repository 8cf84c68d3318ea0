import type { ComponentChildren } from 'preact';
import { type Answer, ask } from '../../ask';
import { Badge } from '../../parts/badge';
import { Button, SubmitButton } from '../../parts/button';
import { Card, Empty } from '../../parts/card';
import { CopyField } from '../../parts/copy-field';
import { ConfirmDialog, Dialog } from '../../parts/dialog';
import { Field } from '../../parts/field';
import { Form } from '../../parts/form';
import { Loaded } from '../../parts/loaded';
import { Time } from '../../parts/time';
import { say } from '../../parts/toast';
import { type RenderDialog, useDialog } from '../../parts/use-dialog';
import type { Resource } from '../../resource';
import { text } from '../../texts/text';
import type { Domain, Domains as DomainList } from '../admin/types';

interface DomainsProps {
  readonly domains: Resource<DomainList>;
}

/** The card of the domains for whose addresses the providers may speak. */
export function Domains({ domains }: DomainsProps) {
  const own = text.singleSignOn.domains;
  const { open, dialog } = useDialog();
  const isEmpty = domains.data?.items.length === 0;
  const add = (
    <Button onClick={() => open((close) => <Add domains={domains} onClose={close} />)}>
      {own.add}
    </Button>
  );
  return (
    <Card
      title={own.title}
      why={own.why}
      {...(domains.data !== undefined && !isEmpty && { actions: add })}
    >
      <Loaded resource={domains}>
        {({ items }) =>
          isEmpty ? (
            <Empty text={own.empty}>{add}</Empty>
          ) : (
            <ul class="rows">
              {items.map((domain) => (
                <li key={domain.domain}>
                  <Row {...{ domain, domains, open }} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {dialog}
    </Card>
  );
}

interface RowProps extends DomainsProps {
  readonly domain: Domain;
  readonly open: (render: RenderDialog) => void;
}

function Row({ domain, domains, open }: RowProps) {
  const own = text.singleSignOn.domains;
  const { domain: name, verifiedAt } = domain;
  const remove = (
    <Button
      look="quiet"
      aria-label={own.deleteOf(name)}
      onClick={() => open((close) => <Delete {...{ domain, domains }} onClose={close} />)}
    >
      {own.delete}
    </Button>
  );
  if (verifiedAt === null) return <Unverified {...{ domain, domains, remove }} />;
  return (
    <>
      <div>
        <p class="tags">
          <strong>{name}</strong>
          <Badge look="good" text={own.verified} />
        </p>
        <p class="muted small">
          {own.since} <Time value={verifiedAt} isFull />
        </p>
      </div>
      {remove}
    </>
  );
}

interface UnverifiedProps extends DomainsProps {
  readonly domain: Domain;
  readonly remove: ComponentChildren;
}

function Unverified({ domain: { domain, record }, domains, remove }: UnverifiedProps) {
  const own = text.singleSignOn.domains;
  return (
    <Form
      label={own.verifyOf(domain)}
      submit={() => ask((client) => client.POST('/admin/verify-domain', { body: { domain } }))}
      onDone={(after) => {
        replace(domains, after);
        say(own.nowVerified(domain));
      }}
      texts={{ DOMAIN_RECORD_MISSING: own.missing, DOMAIN_EXISTS: own.existsElsewhere }}
    >
      <div>
        <p class="tags">
          <strong>{domain}</strong>
          <Badge look="warning" text={own.unverified} />
        </p>
        <p class="muted">{own.publish}</p>
      </div>
      <div class="record">
        <CopyField label={own.record.type} value={record.type} />
        <CopyField label={own.record.name} value={record.name} hint={own.recordHint} />
        <CopyField label={own.record.value} value={record.value} />
      </div>
      <div class="actions">
        {remove}
        <SubmitButton pending={own.verifying}>{own.verify}</SubmitButton>
      </div>
    </Form>
  );
}

function replace(domains: Resource<DomainList>, after: Domain): void {
  const items = domains.data?.items ?? [];
  domains.set({ items: items.map((one) => (one.domain === after.domain ? after : one)) });
}

function Add({ domains, onClose }: DomainsProps & { readonly onClose: () => void }) {
  const own = text.singleSignOn.domains;
  return (
    <Dialog title={own.add} onClose={onClose}>
      <Form<Domain>
        submit={(fields) =>
          ask((client) =>
            client.POST('/admin/create-domain', { body: { domain: fields.text('domain').trim() } }),
          )
        }
        onDone={() => {
          onClose();
          void domains.reload();
        }}
        codes={{ DOMAIN_INVALID: 'domain', DOMAIN_EXISTS: 'domain' }}
      >
        <Field
          name="domain"
          label={own.domain}
          hint={own.domainHint}
          required
          autofocus
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          inputMode="url"
          maxLength={300}
        />
        <div class="actions">
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <SubmitButton>{text.singleSignOn.submitNew}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

interface DeleteProps extends DomainsProps {
  readonly domain: Domain;
  readonly onClose: () => void;
}

function Delete({ domain: { domain, verifiedAt }, domains, onClose }: DeleteProps) {
  const own = text.singleSignOn.domains;
  const run = (): Promise<Answer<unknown>> =>
    ask((client) => client.POST('/admin/delete-domain', { body: { domain } }));
  return (
    <ConfirmDialog
      title={own.deleteTitle(domain)}
      why={verifiedAt === null ? own.deleteUnverified : own.deleteVerified}
      action={own.delete}
      run={run}
      onDone={() => {
        say(own.deleted(domain));
        void domains.reload();
      }}
      onFailure={() => void domains.reload()}
      onClose={onClose}
    />
  );
}
