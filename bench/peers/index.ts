import { makeCallers, makeUsers } from '../callers';
import { type JwtAlgorithm, makeJwtCallers } from '../jwt-callers';
import type { Scenario, Target } from '../target';
import { makeTokenCallers, makeTokenUsers } from '../token-callers';
import { basicAuth } from './basic-auth';
import { expressBasicAuth } from './express-basic-auth';
import { fastifyBasicAuth } from './fastify-basic-auth';
import { fastifyBearerAuth } from './fastify-bearer-auth';
import { fastifyJwt } from './fastify-jwt';
import { compareFloor, decodeFloor, digestFloor, errorFloor } from './floors';
import { h3, h3Validate } from './h3';
import { hono } from './hono';
import { honoBearerAuth } from './hono-bearer-auth';
import { honoJwt } from './hono-jwt';
import { httpAuth } from './http-auth';
import { joseFloor } from './jose';
import { passportHttp } from './passport-http';
import { passportBearer } from './passport-http-bearer';
import { libraryDecision, libraryGuard } from './this-library';
import { libraryJwt, libraryToken, libraryTokenGuard } from './this-library-tokens';
import { tokenFloor } from './token-floor';
import { quickstart, runtimeHelpers } from './twilio';

/** All targets, in the order of the tables. */
export const SCENARIOS = {
  basic: {
    targets: [
      libraryDecision,
      libraryGuard,
      basicAuth,
      passportHttp,
      fastifyBasicAuth,
      expressBasicAuth,
      httpAuth,
      hono,
      h3,
      h3Validate,
      runtimeHelpers,
      quickstart,
      digestFloor,
      decodeFloor,
      compareFloor,
      errorFloor,
    ],
    cases: ['valid', 'wrong', 'unknown', 'missing', 'malformed'],
    headings: { wrong: 'wrong password', unknown: 'unknown user' },
    users: makeUsers,
    callers: makeCallers,
  },
  tokens: {
    targets: [
      libraryToken,
      libraryTokenGuard,
      passportBearer,
      fastifyBearerAuth,
      honoBearerAuth,
      tokenFloor,
    ],
    cases: ['valid', 'unknown', 'missing', 'malformed'],
    headings: {},
    users: makeTokenUsers,
    callers: makeTokenCallers,
  },
  HS256: jwtScenario('HS256'),
  ES256: jwtScenario('ES256'),
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export {
  basicAuth,
  errorFloor,
  joseFloor,
  libraryDecision,
  libraryGuard,
  libraryJwt,
  libraryToken,
  passportBearer,
};

export function targetNamed(scenario: Scenario, name: string): Target {
  const target = scenario.targets.find((one) => one.name === name);
  if (target === undefined) throw new Error(`The target ${name} does not exist.`);
  return target;
}

function jwtScenario(algorithm: JwtAlgorithm): Scenario {
  const targets = [libraryJwt, joseFloor, fastifyJwt, honoJwt].map((make) => make(algorithm));
  return {
    targets,
    cases: ['valid', 'wrong', 'expired', 'missing', 'malformed'],
    headings: { wrong: 'forged' },
    users: makeUsers,
    callers: () => makeJwtCallers(algorithm),
  };
}
