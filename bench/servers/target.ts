import type { Directory } from './directory';
import type { Program } from './programs';

/** The paths that every server has: the same short text, without and with Basic Auth. */
export const OPEN = '/bench-open';
export const GUARDED = '/bench-guarded';

/** Where a server is to run, and whom it is to know. */
export interface Site {
  /** A folder of its own, which everybody may read. */
  readonly folder: string;
  readonly port: number;
  readonly directory: Directory;
}

/** How to run a server in the foreground. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Default: nothing but a PATH, and the site's folder as HOME. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One server beside the others. */
export interface Contestant {
  /** How it is chosen on the command line. */
  readonly id: string;
  /** What it is called in the tables. */
  readonly name: string;
  /** The program that it is, where Node alone does not do. */
  readonly program?: Program;
  /** What of it is measured: its version, or what it needs. */
  readonly version: () => string;
  /** Whether a pair that was right once is let in again without hashing. */
  readonly remembers: boolean;
  /** Whether it has other answers to a refused caller than 401. */
  readonly throttles: boolean;
  /** Writes what it needs into the site's folder. */
  readonly prepare: (site: Site) => Launch;
}
