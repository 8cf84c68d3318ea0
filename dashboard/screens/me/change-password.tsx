import { useLayoutEffect, useRef } from 'preact/hooks';
import { ask } from '../../ask';
import { Notice } from '../../parts/alert';
import { SubmitButton } from '../../parts/button';
import { Card } from '../../parts/card';
import { Choice, PasswordField } from '../../parts/field';
import { Form } from '../../parts/form';
import { hrefOf } from '../../router';
import { who } from '../../session';
import { useSignal } from '../../signal';
import { text } from '../../texts/text';

/** The credentials of the user after a change of the password. */
interface Counts {
  readonly endedCredentials: number;
  readonly liveCredentials: number;
}

const CODES = {
  PASSWORD_INVALID: 'oldPassword',
  PASSWORD_TOO_SHORT: 'newPassword',
  PASSWORD_TOO_LONG: 'newPassword',
  PASSWORD_COMMON: 'newPassword',
  PASSWORD_CONTAINS_PERSONAL_DATA: 'newPassword',
  PASSWORD_INVALID_CHARACTERS: 'newPassword',
} as const;

/** The card that changes the password, and says what has ended. */
export function ChangePassword() {
  const own = text.security.password;
  const changed = useSignal<Counts | null>(null);
  if (who.value?.user.hasPassword === false) return <Card title={own.title} why={own.none} />;
  return (
    <Form
      submit={(fields) =>
        ask((client) =>
          client.POST('/account/change-password', {
            body: {
              oldPassword: fields.text('oldPassword'),
              newPassword: fields.text('newPassword'),
              endCredentials: fields.isChecked('endCredentials'),
            },
          }),
        )
      }
      onDone={(counts, form) => {
        form.reset();
        changed.value = counts;
      }}
      onFailure={() => {
        changed.value = null;
      }}
      codes={CODES}
    >
      <Card title={own.title} why={own.why} actions={<SubmitButton>{own.submit}</SubmitButton>}>
        {changed.value !== null && <Changed counts={changed.value} />}
        <input type="email" hidden autocomplete="username" value={who.value?.user.email ?? ''} />
        <PasswordField name="oldPassword" label={own.old} autocomplete="current-password" />
        <PasswordField
          name="newPassword"
          label={text.logIn.newPassword}
          hint={text.logIn.passwordHint}
          autocomplete="new-password"
        />
        <Choice
          name="endCredentials"
          label={text.logIn.reset.endCredentials}
          hint={text.logIn.reset.endCredentialsHint}
        />
      </Card>
    </Form>
  );
}

function Changed({ counts }: { readonly counts: Counts }) {
  const own = text.security.password;
  const { endedCredentials: ended, liveCredentials: live } = counts;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.focus(), [counts]);
  return (
    <div ref={place} role="status" tabIndex={-1}>
      <Notice>
        <p>
          {own.changed} {ended > 0 && own.ended(ended)} {live > 0 && own.live(live)}
        </p>
        {live > 0 && <a href={hrefOf('me/credentials')}>{own.seeCredentials}</a>}
      </Notice>
    </div>
  );
}
