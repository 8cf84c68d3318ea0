import { ask } from '../../ask';
import { SubmitButton } from '../../parts/button';
import { Card } from '../../parts/card';
import { Choice } from '../../parts/field';
import { Form } from '../../parts/form';
import { Loaded } from '../../parts/loaded';
import { say } from '../../parts/toast';
import type { Resource } from '../../resource';
import { text } from '../../texts/text';
import type { Account } from '../admin/types';

/** The card that says who may join the account at a login with a provider. */
export function Provisioning({ account }: { readonly account: Resource<Account> }) {
  const own = text.singleSignOn.provisioning;
  return (
    <Card title={own.title} why={own.why}>
      <Loaded resource={account}>
        {({ provisioning }) => (
          <Form<Account>
            label={own.title}
            submit={(fields) =>
              ask((client) =>
                client.POST('/admin/update-account', {
                  body: { provisioning: fields.text('provisioning') as Account['provisioning'] },
                }),
              )
            }
            onDone={(after) => {
              account.set(after);
              say(text.common.saved);
            }}
          >
            {(['invite', 'jit', 'scim'] as const).map((one) => (
              <Choice
                key={one}
                type="radio"
                name="provisioning"
                value={one}
                label={own[one]}
                hint={own[`${one}Hint`]}
                defaultChecked={provisioning === one}
              />
            ))}
            <div class="actions">
              <SubmitButton>{text.common.save}</SubmitButton>
            </div>
          </Form>
        )}
      </Loaded>
    </Card>
  );
}
