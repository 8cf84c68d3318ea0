import type { Upload } from '../project/deploy-manifest';
import type { InspectedFunction } from './inspect-function';

/** All that the checks look at, read once. */
export interface Project {
  /** The project's folder. */
  readonly root: string;
  readonly env: EnvFile;
  readonly target: Target;
  readonly packageJson: PackageJson;
  /** What a deploy would upload. */
  readonly uploads: readonly Upload[];
  /** Why there is nothing to upload. */
  readonly buildProblem: string | undefined;
  /** The public and protected Functions, as they are once loaded. */
  readonly functions: readonly InspectedFunction[];
  /** What the built code requires, apart from Node.js's own modules. */
  readonly requires: readonly Require[];
  /** The version of the Node.js that runs this. */
  readonly nodeVersion: string;
}

/** The file that variables come from. */
export interface EnvFile {
  /** Its name, as the operator knows it. */
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Those that a deploy sends: the ones with a value, without the account's. */
  readonly deployed: Readonly<Record<string, string>>;
  readonly skipped: readonly string[];
  readonly repeated: readonly string[];
  /** Why it cannot be read. */
  readonly problem: string | undefined;
}

/** Where a deploy would go. */
export interface Target {
  readonly environment: string;
  readonly isProduction: boolean;
  /** The Node.js release that Twilio is asked for, as `node22`. */
  readonly runtime: string | undefined;
  /** Why `.twilioserverlessrc` cannot be read. */
  readonly problem: string | undefined;
}

/** The parts of `package.json` that matter here. */
export interface PackageJson {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
}

/** A module that a built file requires. */
export interface Require {
  readonly file: string;
  readonly module: string;
}
