import { Empty } from '../parts/card';
import { hrefOf } from '../router';
import { may, who } from '../session';
import { text } from '../texts/text';
import type { ElementProps } from './define-element';
import { dispatch } from './events';
import { Gate } from './gate';
import { Inside } from './load-inside';

/** `<auth-members>`: the members of the account, and what the user's role may do with them. */
export function AuthMembers({ element }: ElementProps) {
  return (
    <Gate>
      <List element={element} />
    </Gate>
  );
}

function List({ element }: ElementProps) {
  const own = text.elements;
  const { account = null, status } = who.value ?? {};
  if (status !== 'authenticated' || account === null) {
    const next = location.pathname + location.search;
    return (
      <div class="card">
        <Empty text={own.visitor}>
          <a class="button primary" href={hrefOf('log-in', { next })}>
            {own.logIn}
          </a>
        </Empty>
      </div>
    );
  }
  if (!may('team:read-only')) {
    return (
      <div class="card">
        <Empty text={own.noPermission(account.name)} />
      </div>
    );
  }
  return (
    <Inside>
      {({ Members }) => (
        <Members
          key={account.id}
          onChange={(change) => dispatch(element, 'auth:members-changed', change)}
        />
      )}
    </Inside>
  );
}
