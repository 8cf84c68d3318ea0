import Sequencer from '@jest/test-sequencer';

const SLOW = [/\/test\/(?:clients|service|twilio-cli)\//, /\/test\/cli\//, /\/test\/functions\//];

/** Starts with the tests that take longest, so that all workers end at about the same time. */
// biome-ignore lint/style/noDefaultExport: jest takes a sequencer as a default export
export default class LongestFirst extends Sequencer {
  /** Without times of a run before, folders stand for them. */
  sort(tests) {
    const groupOf = ({ path }) => {
      const index = SLOW.findIndex((folder) => folder.test(path));
      return index === -1 ? SLOW.length : index;
    };
    if (tests.every(({ duration }) => duration !== undefined)) return super.sort(tests);
    return super.sort(tests).toSorted((one, other) => groupOf(one) - groupOf(other));
  }
}
