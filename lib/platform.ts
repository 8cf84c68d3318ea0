// The versions that Twilio accepts in a build. The npm registry does not know them: its newest runtime handler
// is one that Twilio refuses. None of this was tested with an account (docs/platform-assumptions.md), so each
// entry names its source and the source's date. A version that no entry accepts is refused.

/** A source's statement about versions or runtimes. */
export interface PlatformFact {
  /** Versions of the runtime handler, or runtimes such as `node22`. */
  readonly names: readonly string[];
  readonly verdict: 'accepted' | 'unverified' | 'refused';
  /** The newest source of the statement. */
  readonly source: string;
  /** The date of the source, such as `2026-07-08`. */
  readonly date: string;
}

/** The package that every build must name. */
export const RUNTIME_HANDLER = '@twilio/runtime-handler';

/** The command that installs a version which both Twilio accepts and npm has. */
export const INSTALL_RUNTIME_HANDLER = 'npm install --save-exact @twilio/runtime-handler@2.0.3';

/** Twilio's list of versions, which differs from that of the npm package. */
export const HANDLER_PAGE = 'https://www.twilio.com/docs/serverless/functions-assets/handler';

/**
 * Versions of the runtime handler since 1.2.0, the first that passes request headers to Functions. With the
 * runtime `node24`, Twilio upgrades 1.2.0 and later to 2.1.2 automatically.
 */
export const RUNTIME_HANDLERS: readonly PlatformFact[] = [
  {
    names: ['2.1.0'],
    verdict: 'refused',
    source: 'https://github.com/twilio-labs/serverless-toolkit/issues/564',
    date: '2026-09-07',
  },
  {
    // Refused on 2025-02-21 (issue 538); create-twilio-function writes it.
    names: ['2.0.3'],
    verdict: 'accepted',
    source: 'https://github.com/twilio-labs/serverless-toolkit/pull/558',
    date: '2026-06-25',
  },
  {
    // npm has no 2.1.2.
    names: [
      '2.1.2',
      '2.0.1',
      '2.0.0',
      '1.3.1',
      '1.3.0',
      '1.2.5',
      '1.2.4',
      '1.2.3',
      '1.2.2',
      '1.2.1',
      '1.2.0',
    ],
    verdict: 'accepted',
    source: HANDLER_PAGE,
    date: '2026-07-08',
  },
];

/** The runtimes that a build can request. */
export const RUNTIMES: readonly PlatformFact[] = [
  {
    names: ['node24', 'node22'],
    verdict: 'accepted',
    source:
      'https://www.twilio.com/en-us/changelog/node-js-v24-is-now-available-for-twilio-functions',
    date: '2026-07-08',
  },
  {
    // Maintenance of Node.js 20 ended on 2026-04-30, after the page was written.
    names: ['node20'],
    verdict: 'unverified',
    source: 'https://www.twilio.com/docs/serverless/functions-assets/node-upgrade',
    date: '2025-11-10',
  },
  {
    names: ['node18', 'node16', 'node14', 'node12', 'node10', 'node8'],
    verdict: 'refused',
    source:
      'https://www.twilio.com/en-us/changelog/node-js-v18-support-ending-for-twilio-functions-and-assets',
    date: '2025-11-10',
  },
];

/** The runtime of a service's first build if the build requests none. */
export const DEFAULT_RUNTIME = 'node22';

/** Returns the fact about a version or a runtime, or `undefined` if no source names it. */
export function factOf(facts: readonly PlatformFact[], name: string): PlatformFact | undefined {
  return facts.find(({ names }) => names.includes(name));
}
