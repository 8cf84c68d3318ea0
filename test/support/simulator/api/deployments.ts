import { newSid } from '../state';
import { type ApiCall, type ApiReply, requireEnvironment, requireField } from './api-call';
import { invalid } from './api-error';
import { requireBuild } from './builds';

/** Deploys a completed build to an environment. */
export function createDeployment(call: ApiCall): ApiReply {
  const environment = requireEnvironment(call);
  const build = requireBuild(call, requireField(call.form, 'BuildSid'));
  if (build.status !== 'completed') throw invalid(`The build ${build.sid} is not completed`);
  call.state.environments.set(environment.sid, { ...environment, buildSid: build.sid });
  const body = { sid: newSid('ZD'), environment_sid: environment.sid, build_sid: build.sid };
  return { status: 201, body };
}
