import type { Contestant } from '../contestant';
import { basicAuth } from './basic-auth';
import { expressBasicAuth } from './express-basic-auth';
import { fastifyBasicAuth } from './fastify-basic-auth';
import { compareFloor, decodeFloor, digestFloor, errorFloor } from './floors';
import { h3, h3Validate } from './h3';
import { hono } from './hono';
import { httpAuth } from './http-auth';
import { passportHttp } from './passport-http';
import { kitDecision, kitGuard } from './this-kit';
import { quickstart, runtimeHelpers } from './twilio';

/** Everybody who is measured, in the order of the table. */
export const CONTESTANTS: readonly Contestant[] = [
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
];

export { basicAuth, errorFloor, kitDecision, kitGuard };

export function contestantNamed(name: string): Contestant {
  const contestant = CONTESTANTS.find((one) => one.name === name);
  if (contestant === undefined) throw new Error(`There is no contestant ${name}.`);
  return contestant;
}
