import {
  ADMINISTRATOR,
  areRolesValid,
  type DeveloperLevel,
  mayGrant,
  type Roles,
  type TeamLevel,
} from '../../lib/identity/roles';
import { who } from '../session';
import { useSignal } from '../signal';
import { text } from '../texts/text';
import { Choice } from './field';
import type { Fields } from './form';

const DEVELOPER: readonly DeveloperLevel[] = ['read-only', 'read-write'];
const TEAM: readonly TeamLevel[] = ['read-only', 'invite-only', 'manager'];
const LOWEST: Roles = { developer: 'read-only', team: 'read-only', administrator: false };

/** Fields for roles. Levels above the user's own are not offered. Read them by {@link rolesOf}. */
export function RolesField({ initial = LOWEST }: { readonly initial?: Roles }) {
  const own = text.admin.roles;
  const roles = useSignal(initial);
  const { administrator } = roles.value;
  const set = (changes: Partial<Roles>) => {
    const wanted = { ...roles.value, ...changes };
    roles.value = areRolesValid(wanted) ? wanted : { ...wanted, developer: 'read-write' };
  };
  return (
    <>
      {isOffered(ADMINISTRATOR) && (
        <Choice
          name="administrator"
          label={text.common.roles.administrator}
          hint={own.administratorHint}
          checked={administrator}
          onChange={(event) => set({ administrator: event.currentTarget.checked })}
        />
      )}
      {!administrator && <Levels roles={roles.value} set={set} />}
    </>
  );
}

interface LevelsProps {
  readonly roles: Roles;
  readonly set: (changes: Partial<Roles>) => void;
}

function Levels({ roles, set }: LevelsProps) {
  const own = text.admin.roles;
  return (
    <>
      <fieldset>
        <legend>{own.developer}</legend>
        {DEVELOPER.filter((level) => isOffered({ ...LOWEST, developer: level })).map((level) => (
          <Choice
            key={level}
            type="radio"
            name="developer"
            value={level}
            label={text.common.roles.developer[level]}
            hint={own.developerHints[level]}
            checked={roles.developer === level}
            disabled={!areRolesValid({ ...roles, developer: level })}
            onChange={() => set({ developer: level })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{own.team}</legend>
        {TEAM.filter((level) => isOffered({ ...LOWEST, team: level })).map((level) => (
          <Choice
            key={level}
            type="radio"
            name="team"
            value={level}
            label={own.teamLevels[level]}
            checked={roles.team === level}
            onChange={() => set({ team: level })}
          />
        ))}
      </fieldset>
      {roles.team !== 'read-only' && <p class="hint">{own.needsWrite}</p>}
    </>
  );
}

/** Returns the roles of a form with a {@link RolesField}. */
export function rolesOf(fields: Fields): Roles {
  if (fields.isChecked('administrator')) return ADMINISTRATOR;
  return {
    developer: fields.text('developer') as DeveloperLevel,
    team: fields.text('team') as TeamLevel,
    administrator: false,
  };
}

function isOffered(granted: Roles): boolean {
  const own = who.value?.roles;
  return own !== null && own !== undefined && mayGrant(own, granted);
}
