// What Twilio's platform takes in a build. The npm registry does not know: its newest runtime handler
// is one that Twilio refuses. None of this could be tried without an account (docs/platform-assumptions.md), so
// each line names its source and that source's date. Whatever no line accepts counts as refused.

/** What one source says of versions or runtimes. */
export interface PlatformFact {
  /** Versions of the runtime handler, or runtimes such as `node22`. */
  readonly names: readonly string[];
  readonly verdict: 'accepted' | 'unverified' | 'refused';
  /** The newest source that says so. */
  readonly source: string;
  /** When that source said so, as `2026-07-08`. */
  readonly date: string;
}

/** The package that every build has to name. */
export const RUNTIME_HANDLER = '@twilio/runtime-handler';

/** The command that installs the version to use: one that Twilio builds and npm has. */
export const INSTALL_RUNTIME_HANDLER = 'npm install --save-exact @twilio/runtime-handler@2.0.3';

/** Twilio's own list of versions. It is not that of the npm package of the same name. */
export const HANDLER_PAGE = 'https://www.twilio.com/docs/serverless/functions-assets/handler';

/**
 * Versions of the runtime handler from 1.2.0 on, which is the first to show Functions the request
 * headers. Twilio raises 1.2.0 and later to 2.1.2 by itself where the runtime is `node24`.
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

/** The runtimes that a build can ask for. */
export const RUNTIMES: readonly PlatformFact[] = [
  {
    names: ['node24', 'node22'],
    verdict: 'accepted',
    source:
      'https://www.twilio.com/en-us/changelog/node-js-v24-is-now-available-for-twilio-functions',
    date: '2026-07-08',
  },
  {
    // Its maintenance ended on 2026-04-30, after that page was written.
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

/** What a build uses that asks for no runtime, in a service that was never built before. */
export const DEFAULT_RUNTIME = 'node22';

/** What is known of a version or a runtime; `undefined` where no source names it. */
export function factOf(facts: readonly PlatformFact[], name: string): PlatformFact | undefined {
  return facts.find(({ names }) => names.includes(name));
}
