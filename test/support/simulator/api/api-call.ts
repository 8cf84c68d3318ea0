import type { SimulatedEnvironment, SimulatedService, SimulatorState } from '../state';
import { invalid, notFound } from './api-error';

/** One authenticated request to the API, taken apart. */
export interface ApiCall {
  readonly state: SimulatorState;
  /** What the placeholders of the route stood for. */
  readonly sids: Readonly<Record<string, string>>;
  readonly form: FormData;
  readonly faults: Faults;
  /** Gives a new environment its URL. */
  readonly serve: (environment: SimulatedEnvironment) => Promise<void>;
}

/** What a test told the API to get wrong. */
export interface Faults {
  /** Takes the status with which to reject the upload that is being handled, if any. */
  takeUploadStatus(): number | undefined;
  /** Whether the build that is being handled fails. */
  takeBuildFailure(): boolean;
}

/** What a handler answers: a JSON body with 200, or 201 where something was created. */
export interface ApiReply {
  readonly status: 200 | 201;
  readonly body: object;
}

/** The text of a form field. Missing and empty are refused alike. */
export function requireField(form: FormData, name: string): string {
  const value = form.get(name);
  if (typeof value !== 'string' || value === '') throw invalid(`${name} is a required parameter`);
  return value;
}

/** The SimulatedService that the route names. */
export function requireService({ state, sids }: ApiCall): SimulatedService {
  const service = state.services.get(sids['service'] ?? '');
  if (service === undefined) throw notFound(`/Services/${sids['service']}`);
  return service;
}

/** The SimulatedEnvironment that the route names, in the SimulatedService that it names. */
export function requireEnvironment(call: ApiCall): SimulatedEnvironment {
  const service = requireService(call);
  const sid = call.sids['environment'] ?? '';
  const environment = call.state.environments.get(sid);
  if (environment === undefined || environment.serviceSid !== service.sid) {
    throw notFound(`/Services/${service.sid}/Environments/${sid}`);
  }
  return environment;
}

/** A page of a list. `meta.key` names the property that holds the items. */
export function listReply(key: string, items: readonly object[]): ApiReply {
  const meta = { key, page: 0, page_size: 50, next_page_url: null, previous_page_url: null };
  return { status: 200, body: { meta, [key]: items } };
}
