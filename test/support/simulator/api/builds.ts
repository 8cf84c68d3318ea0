import { DEFAULT_RUNTIME } from '../../../../lib/platform';
import { type Build, type Dependency, newSid, type SimulatorState, type Version } from '../state';
import { type ApiCall, type ApiReply, requireService } from './api-call';
import { invalid, notFound } from './api-error';
import { buildProblem, checkBuild } from './build-problem';

/** Starts a build. As with Twilio, its status shows problems of its files later. */
export function createBuild(call: ApiCall): ApiReply {
  const { sid: serviceSid } = requireService(call);
  const { state, form, faults } = call;
  const versions = [
    ...readVersions(call, serviceSid, 'FunctionVersions', 'function'),
    ...readVersions(call, serviceSid, 'AssetVersions', 'asset'),
  ];
  if (versions.length === 0) throw invalid('A build needs a FunctionVersion or an AssetVersion');

  const dependencies = readDependencies(form.get('Dependencies'));
  const runtime = form.get('Runtime') ?? lastRuntime(state, serviceSid);
  if (typeof runtime !== 'string') throw invalid('Runtime must be a text');
  const content = { versions, dependencies, runtime };
  checkBuild(content);
  const failed = faults.takeBuildFailure() || buildProblem(content) !== undefined;
  const status = failed ? 'failed' : 'completed';
  const build: Build = { sid: newSid('ZB'), serviceSid, ...content, status };
  state.builds.set(build.sid, build);
  return { status: 201, body: { ...toJson(build), status: 'building' } };
}

/** Returns the status of a build. A build takes no time here, so it is completed. */
export function fetchBuildStatus(call: ApiCall): ApiReply {
  const { sid, serviceSid, status } = requireBuild(call, call.sids['build'] ?? '');
  return { status: 200, body: { sid, service_sid: serviceSid, status } };
}

export function fetchBuild(call: ApiCall): ApiReply {
  return { status: 200, body: toJson(requireBuild(call, call.sids['build'] ?? '')) };
}

/** Returns the build with a SID in the Service that the route names. */
export function requireBuild(call: ApiCall, sid: string): Build {
  const service = requireService(call);
  const build = call.state.builds.get(sid);
  if (build?.serviceSid !== service.sid) throw notFound(`/Services/${service.sid}/Builds/${sid}`);
  return build;
}

function readVersions(
  { state, form }: ApiCall,
  serviceSid: string,
  field: string,
  kind: Version['kind'],
): readonly Version[] {
  return form.getAll(field).map((sid) => {
    const version = typeof sid === 'string' ? state.versions.get(sid) : undefined;
    if (version?.serviceSid === serviceSid && version.kind === kind) return version;
    throw invalid(`${field} names ${sid}, which is not there`);
  });
}

/** Parses a JSON array inside literal double quotes, as the toolkit sends it. */
function readDependencies(field: ReturnType<FormData['get']>): readonly Dependency[] {
  if (field === null) return [];
  const json = typeof field === 'string' ? /^"(\[.*\])"$/s.exec(field)?.[1] : undefined;
  try {
    return JSON.parse(json ?? '');
  } catch {
    throw invalid('Dependencies must be a JSON array in double quotes');
  }
}

function lastRuntime(state: SimulatorState, serviceSid: string): string {
  const completed = [...state.builds.values()].filter(
    (build) => build.serviceSid === serviceSid && build.status === 'completed',
  );
  return completed.at(-1)?.runtime ?? DEFAULT_RUNTIME;
}

function toJson({ sid, serviceSid, status, runtime, dependencies }: Build): object {
  return { sid, service_sid: serviceSid, status, runtime, dependencies };
}
