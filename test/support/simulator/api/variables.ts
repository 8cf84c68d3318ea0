import { newSid, type SimulatorState, type Variable, variablesOf } from '../state';
import {
  type ApiCall,
  type ApiReply,
  listReply,
  requireEnvironment,
  requireField,
} from './api-call';
import { conflict, invalid, notFound } from './api-error';

// https://www.twilio.com/docs/serverless/functions-assets/functions/variables: a key has at most 128
// characters, a value 450 bytes, and all of them as JSON "approximately 3 kB".
const MAX_KEY_LENGTH = 128;
const MAX_VALUE_BYTES = 450;
const MAX_TOTAL_BYTES = 3000;

export function listVariables(call: ApiCall): ApiReply {
  const { sid } = requireEnvironment(call);
  const all = [...call.state.variables.values()];
  return listReply('variables', all.filter((one) => one.environmentSid === sid).map(toJson));
}

export function createVariable(call: ApiCall): ApiReply {
  const environmentSid = requireEnvironment(call).sid;
  const key = requireField(call.form, 'Key');
  if (key in variablesOf(call.state, environmentSid)) throw conflict(`${key} already exists`);
  const value = requireField(call.form, 'Value');
  const variable = { sid: newSid('ZV'), environmentSid, key, value };
  return { status: 201, body: store(call.state, variable) };
}

export function updateVariable(call: ApiCall): ApiReply {
  const variable = requireVariable(call);
  const key = requireField(call.form, 'Key');
  const value = requireField(call.form, 'Value');
  return { status: 200, body: store(call.state, { ...variable, key, value }) };
}

function requireVariable(call: ApiCall): Variable {
  const environment = requireEnvironment(call);
  const variable = call.state.variables.get(call.sids['variable'] ?? '');
  if (variable?.environmentSid !== environment.sid) throw notFound('variable');
  return variable;
}

/** Changes a variable. It applies immediately to the live build (Twilio's page on environment variables). */
function store(state: SimulatorState, variable: Variable): object {
  const { key, value, environmentSid } = variable;
  if (key.length > MAX_KEY_LENGTH) throw invalid(`Key is longer than ${MAX_KEY_LENGTH} characters`);
  if (Buffer.byteLength(value) > MAX_VALUE_BYTES) {
    throw invalid(`The value of ${key} is longer than ${MAX_VALUE_BYTES} bytes`);
  }
  // Documented for the deployment. It is refused here because a deploy writes the variables first.
  const all = { ...variablesOf(state, environmentSid), [key]: value };
  if (Buffer.byteLength(JSON.stringify(all)) > MAX_TOTAL_BYTES) {
    throw invalid(`The variables are larger than ${MAX_TOTAL_BYTES} bytes together`);
  }
  state.variables.set(variable.sid, variable);
  return toJson(variable);
}

function toJson({ sid, environmentSid, key, value }: Variable): object {
  return { sid, environment_sid: environmentSid, key, value };
}
