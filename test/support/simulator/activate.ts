import type { ApiCall } from './api/api-call';
import { createDeployment } from './api/deployments';
import { createEnvironment } from './api/environments';
import { createVariable } from './api/variables';

/** The variables of an environment. */
export type Variables = Readonly<Record<string, string>>;

/** The common parts of all calls to the API. */
type Shared = Pick<ApiCall, 'state' | 'faults' | 'serve'>;

/**
 * Serves the build of an environment in another environment, with other variables. It makes the calls of
 * `twilio-run activate --create-environment`, which uploads and builds nothing.
 *
 * @param domainName - the domain of the environment with the build.
 * @returns the new domain.
 */
export async function activate(
  shared: Shared,
  domainName: string,
  variables: Variables,
): Promise<string> {
  const all = () => [...shared.state.environments.values()];
  const source = all().find((one) => one.domainName === domainName);
  if (source?.buildSid == null) throw new Error(`Nothing was deployed to ${domainName}`);
  const service = source.serviceSid;
  const suffix = `copy-${all().length}`;
  const named = { UniqueName: suffix, DomainSuffix: suffix };
  await createEnvironment({ ...shared, sids: { service }, form: formOf(named) });
  const created = all().find((one) => one.domainSuffix === suffix);
  const sids = { service, environment: created?.sid ?? '' };
  for (const [Key, Value] of Object.entries(variables)) {
    // The toolkit sends no variable without a value.
    if (Value !== '') createVariable({ ...shared, sids, form: formOf({ Key, Value }) });
  }
  createDeployment({ ...shared, sids, form: formOf({ BuildSid: source.buildSid }) });
  return created?.domainName ?? '';
}

function formOf(fields: Variables): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
