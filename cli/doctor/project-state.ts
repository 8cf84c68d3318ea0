import type { Upload } from '../project/deploy-manifest';
import type { Project } from '../project/project';
import type { InspectedFunction } from './inspect-function';

/** The problem of a file of variables that does not exist. */
export const MISSING = 'is missing';

/** The data of all checks, read once. */
export interface ProjectState extends Project {
  readonly env: EnvFile;
  readonly target: Target;
  /** The files that a deploy would upload. */
  readonly uploads: readonly Upload[];
  /** The reason why there is nothing to upload. */
  readonly buildProblem: string | undefined;
  /** The public and protected Functions, after loading. */
  readonly functions: readonly InspectedFunction[];
  /** The modules that the built code requires, except Node.js's own. */
  readonly requires: readonly Require[];
  /** The version of Node.js that runs the doctor. */
  readonly nodeVersion: string;
}

/** The file of variables. */
export interface EnvFile {
  /** Its name without the folder. */
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The variables that a deploy sends: those with a value, except the account's. */
  readonly deployed: Readonly<Record<string, string>>;
  readonly skipped: readonly string[];
  readonly repeated: readonly string[];
  /** The reason why it cannot be read. */
  readonly problem: string | undefined;
}

/** The target of a deploy. */
export interface Target {
  readonly environment: string;
  readonly isProduction: boolean;
  /** The Node.js release that the deploy requests, such as `node22`. */
  readonly runtime: string | undefined;
  /** The reason why `.twilioserverlessrc` cannot be read. */
  readonly problem: string | undefined;
}

/** A module that a built file requires. */
export interface Require {
  readonly file: string;
  readonly module: string;
}
