import type { Directory } from './directory';
import type { Program } from './programs';

/** The paths of every server: the same short text, without and with Basic Auth. */
export const OPEN = '/bench-open';
export const GUARDED = '/bench-guarded';

/** The folder, port and users of a server. */
export interface Site {
  /** A separate folder that every user of the machine can read. */
  readonly folder: string;
  readonly port: number;
  readonly directory: Directory;
}

/** The command that runs a server in the foreground. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Default: only a PATH, and the site's folder as HOME. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A server to measure. */
export interface Target {
  /** The name that selects it on the command line. */
  readonly id: string;
  /** The name in the tables. */
  readonly name: string;
  /** The program that it needs in addition to Node. */
  readonly program?: Program;
  /** Returns its version, or its environment. */
  readonly version: () => string;
  /** Whether it accepts verified credentials again without hashing. */
  readonly remembers: boolean;
  /** Whether it has answers other than 401 for a refused caller. */
  readonly throttles: boolean;
  /** Writes its files into the site's folder. */
  readonly prepare: (site: Site) => Launch;
}
