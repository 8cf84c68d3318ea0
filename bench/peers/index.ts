import { makeCallers, makeUsers } from '../callers';
import type { JwtAlgorithm } from '../jwt-callers';
import { makeJwtCallers } from '../jwt-callers';
import type { Contestant, Scenario } from '../target';
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
import { kitDecision, kitGuard } from './this-library';
import { kitJwt, kitToken, kitTokenGuard } from './this-library-tokens';
import { tokenFloor } from './token-floor';
import { quickstart, runtimeHelpers } from './twilio';

/** Everybody who is measured, in the order of the tables. */
export const SCENARIOS = {
  basic: {
    contestants: [
      kitDecision,
      kitGuard,
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
    contestants: [
      kitToken,
      kitTokenGuard,
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
  kitDecision,
  kitGuard,
  kitJwt,
  kitToken,
  passportBearer,
};

export function contestantNamed(scenario: Scenario, name: string): Contestant {
  const contestant = scenario.contestants.find((one) => one.name === name);
  if (contestant === undefined) throw new Error(`There is no contestant ${name}.`);
  return contestant;
}

function jwtScenario(algorithm: JwtAlgorithm): Scenario {
  const contestants = [kitJwt, joseFloor, fastifyJwt, honoJwt].map((make) => make(algorithm));
  return {
    contestants,
    cases: ['valid', 'wrong', 'expired', 'missing', 'malformed'],
    headings: { wrong: 'forged' },
    users: makeUsers,
    callers: () => makeJwtCallers(algorithm),
  };
}
