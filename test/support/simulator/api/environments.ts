import { randomInt } from 'node:crypto';
import { newSid, type SimulatedEnvironment } from '../state';
import {
  type ApiCall,
  type ApiReply,
  listReply,
  requireEnvironment,
  requireField,
  requireService,
} from './api-call';
import { conflict, invalid } from './api-error';

// https://www.twilio.com/docs/serverless/api/resource/environment
const MAX_UNIQUE_NAME_LENGTH = 100;
const DOMAIN_SUFFIX = /^[a-z0-9-]{1,16}$/;

export async function createEnvironment(call: ApiCall): Promise<ApiReply> {
  const service = requireService(call);
  const uniqueName = requireField(call.form, 'UniqueName');
  if (uniqueName.length > MAX_UNIQUE_NAME_LENGTH) throw invalid('UniqueName is too long');
  const domainSuffix = readSuffix(call.form);
  const taken = siblings(call).some(
    (one) => one.uniqueName === uniqueName || one.domainSuffix === domainSuffix,
  );
  if (taken) throw conflict(`The environment ${uniqueName} already exists`);

  const environment: SimulatedEnvironment = {
    sid: newSid('ZE'),
    serviceSid: service.sid,
    uniqueName,
    domainSuffix,
    domainName: domainOf(call, service.uniqueName, domainSuffix),
    buildSid: null,
  };
  await call.serve(environment);
  call.state.environments.set(environment.sid, environment);
  return { status: 201, body: toJson(environment) };
}

export function listEnvironments(call: ApiCall): ApiReply {
  requireService(call);
  return listReply('environments', siblings(call).map(toJson));
}

export function fetchEnvironment(call: ApiCall): ApiReply {
  return { status: 200, body: toJson(requireEnvironment(call)) };
}

function siblings({ state, sids }: ApiCall): readonly SimulatedEnvironment[] {
  return [...state.environments.values()].filter((one) => one.serviceSid === sids['service']);
}

function readSuffix(form: FormData): string | null {
  const suffix = form.get('DomainSuffix');
  if (suffix === null) return null;
  if (typeof suffix === 'string' && DOMAIN_SUFFIX.test(suffix)) return suffix;
  throw invalid('DomainSuffix must be 1 to 16 lower-case letters, digits and dashes');
}

/** All environments of a Service share its four digits: `name-1234-dev.twil.io`. */
function domainOf(call: ApiCall, name: string, suffix: string | null): string {
  const known = siblings(call)[0]?.domainName.slice(name.length + 1, name.length + 5);
  const base = `${name.toLowerCase()}-${known ?? randomInt(1000, 10_000)}`;
  return suffix === null ? `${base}.twil.io` : `${base}-${suffix}.twil.io`;
}

function toJson(environment: SimulatedEnvironment): object {
  return {
    sid: environment.sid,
    service_sid: environment.serviceSid,
    unique_name: environment.uniqueName,
    domain_suffix: environment.domainSuffix,
    domain_name: environment.domainName,
    build_sid: environment.buildSid,
  };
}
