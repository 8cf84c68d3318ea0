import { newSid, type SimulatedService } from '../state';
import { type ApiCall, type ApiReply, listReply, requireField, requireService } from './api-call';
import { conflict, invalid } from './api-error';

// https://www.twilio.com/docs/serverless/api/resource/service. Letters, digits and dashes are allowed by
// https://www.twilio.com/docs/serverless/functions-assets/functions/create-service.
const UNIQUE_NAME = /^[A-Za-z0-9-]{1,50}$/;

export function createService({ state, form }: ApiCall): ApiReply {
  const uniqueName = requireField(form, 'UniqueName');
  if (!UNIQUE_NAME.test(uniqueName)) throw invalid(`UniqueName ${uniqueName} is not valid`);
  const taken = [...state.services.values()].some((one) => one.uniqueName === uniqueName);
  if (taken) throw conflict(`A SimulatedService with the UniqueName ${uniqueName} already exists`);

  const service: SimulatedService = {
    sid: newSid('ZS'),
    uniqueName,
    friendlyName: requireField(form, 'FriendlyName'),
    includeCredentials: form.get('IncludeCredentials') !== 'false',
  };
  state.services.set(service.sid, service);
  return { status: 201, body: toJson(service) };
}

export function listServices({ state }: ApiCall): ApiReply {
  return listReply('services', [...state.services.values()].map(toJson));
}

export function fetchService(call: ApiCall): ApiReply {
  return { status: 200, body: toJson(requireService(call)) };
}

function toJson({ sid, uniqueName, friendlyName, includeCredentials }: SimulatedService): object {
  return {
    sid,
    unique_name: uniqueName,
    friendly_name: friendlyName,
    include_credentials: includeCredentials,
  };
}
