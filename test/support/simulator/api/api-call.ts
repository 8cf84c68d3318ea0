import type { SimulatedEnvironment, SimulatedService, SimulatorState } from '../state';
import { invalid, notFound } from './api-error';

/** One authenticated and parsed request to the API. */
export interface ApiCall {
  readonly state: SimulatorState;
  /** The values of the route's placeholders. */
  readonly sids: Readonly<Record<string, string>>;
  readonly form: FormData;
  readonly faults: Faults;
  /** Gives a new environment its URL. */
  readonly serve: (environment: SimulatedEnvironment) => Promise<void>;
}

/** The faults that a test has set. */
export interface Faults {
  /** Returns the status with which to reject the current upload, if any, and clears it. */
  takeUploadStatus(): number | undefined;
  /** Returns whether the current build fails. */
  takeBuildFailure(): boolean;
}

/** A handler's response: a JSON body with 200, or 201 if it created an object. */
export interface ApiReply {
  readonly status: 200 | 201;
  readonly body: object;
}

/** Returns the text of a form field. A missing or empty field is refused. */
export function requireField(form: FormData, name: string): string {
  const value = form.get(name);
  if (typeof value !== 'string' || value === '') throw invalid(`${name} is a required parameter`);
  return value;
}

/** Returns the SimulatedService that the route names. */
export function requireService({ state, sids }: ApiCall): SimulatedService {
  const service = state.services.get(sids['service'] ?? '');
  if (service === undefined) throw notFound(`/Services/${sids['service']}`);
  return service;
}

/** Returns the SimulatedEnvironment that the route names, in its SimulatedService. */
export function requireEnvironment(call: ApiCall): SimulatedEnvironment {
  const service = requireService(call);
  const sid = call.sids['environment'] ?? '';
  const environment = call.state.environments.get(sid);
  if (environment === undefined || environment.serviceSid !== service.sid) {
    throw notFound(`/Services/${service.sid}/Environments/${sid}`);
  }
  return environment;
}

/** Returns a page of a list. `meta.key` names the property with the items. */
export function listReply(key: string, items: readonly object[]): ApiReply {
  const meta = { key, page: 0, page_size: 50, next_page_url: null, previous_page_url: null };
  return { status: 200, body: { meta, [key]: items } };
}
