import { type Kind, newSid, type Resource, type Version, VISIBILITIES } from '../state';
import { type ApiCall, type ApiReply, listReply, requireField, requireService } from './api-call';
import { ApiError, invalid, notFound } from './api-error';

// https://www.twilio.com/docs/serverless/functions-assets/assets (limits), and the toolkit's own
// check of paths, serverless-api/utils/fs.ts.
const MAX_ASSET_BYTES = { public: 25_000_000, protected: 25_000_000, private: 10_000_000 } as const;
const FORBIDDEN_IN_PATHS = /[#;,?:@+&$()'"\s]/;
const MAX_PATH_LENGTH = 255;

/** The handler of a route for Functions or Assets, which work alike. */
type Handle = (call: ApiCall) => ApiReply | Promise<ApiReply>;

export function createResource(kind: Kind): Handle {
  return (call) => {
    const { sid: serviceSid } = requireService(call);
    const friendlyName = requireField(call.form, 'FriendlyName');
    const resource: Resource = { sid: newSid('ZH'), serviceSid, kind, friendlyName };
    call.state.resources.set(resource.sid, resource);
    return { status: 201, body: resourceJson(resource) };
  };
}

export function listResources(kind: Kind): Handle {
  return (call) => {
    const { sid } = requireService(call);
    const all = [...call.state.resources.values()];
    const own = all.filter((one) => one.kind === kind && one.serviceSid === sid);
    return listReply(`${kind}s`, own.map(resourceJson));
  };
}

export function uploadVersion(kind: Kind): Handle {
  return async (call) => {
    const { sid: serviceSid } = requireService(call);
    const resource = call.state.resources.get(call.sids['resource'] ?? '');
    if (resource?.kind !== kind || resource.serviceSid !== serviceSid) throw notFound(kind);
    const rejection = call.faults.takeUploadStatus();
    if (rejection !== undefined) throw new ApiError(rejection, 20001, 'The upload was rejected');

    const path = requireField(call.form, 'Path');
    checkPath(path);
    const visibility = VISIBILITIES.find((one) => one === call.form.get('Visibility'));
    if (visibility === undefined) throw invalid(`Visibility must be ${VISIBILITIES.join(', ')}`);
    const file = call.form.get('Content');
    if (file === null || typeof file === 'string') throw invalid('Content must be a file');
    const content = Buffer.from(await file.arrayBuffer());
    if (kind === 'asset' && content.length > MAX_ASSET_BYTES[visibility]) {
      throw new ApiError(413, 20001, `A ${visibility} Asset is too large`);
    }

    const sids = { sid: newSid('ZN'), serviceSid, resourceSid: resource.sid };
    const version = { ...sids, kind, path, visibility, contentType: file.type, content };
    call.state.versions.set(version.sid, version);
    return { status: 201, body: versionJson(version) };
  };
}

function checkPath(path: string): void {
  const valid =
    path.startsWith('/') && path.length <= MAX_PATH_LENGTH && !FORBIDDEN_IN_PATHS.test(path);
  if (!valid) throw invalid(`Path ${path} is not valid`);
}

function resourceJson({ sid, serviceSid, friendlyName }: Resource): object {
  return { sid, service_sid: serviceSid, friendly_name: friendlyName };
}

function versionJson({ sid, serviceSid, path, visibility }: Version): object {
  return { sid, service_sid: serviceSid, path, visibility };
}
