import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

// jest compiles every module again for each test file. A script that is kept runs in the context of the next test file
// with the functions that V8 has already compiled for the previous one.
const scripts = new Map();
const { compileFunction } = vm;

vm.compileFunction = (given, parameters, options) => {
  const { filename, parsingContext } = options;
  const source = filename.endsWith(RUNNER) ? withoutAsyncHooks(given) : given;
  // Where jest loads ES modules, an import() of the source needs the test file that it belongs to.
  if (parsingContext === undefined || vm.SyntheticModule !== undefined) {
    return compileFunction(source, parameters, options);
  }
  return scriptOf(source, parameters, filename).runInContext(parsingContext);
};

function scriptOf(source, parameters, filename) {
  const head = `(function (${parameters.join(', ')}) {`;
  const text = `${head}${source}\n})`;
  const known = scripts.get(filename);
  if (known?.text === text) return known.script;
  const script = new vm.Script(text, { filename, columnOffset: -head.length });
  scripts.set(filename, { text, script });
  return script;
}

const RUNNER = '/jest-circus/build/jestAdapterInit.js';

// jest's runner knows by an AsyncLocalStorage which test an error belongs to. Before Node.js 24, it makes every promise
// of the process slower, and tests a seventh. Tests that run one after another need none.
function withoutAsyncHooks(source) {
  return source.replace('_nodeAsync_hooks.AsyncLocalStorage', () => `(${SequentialStorage})`);
}

class SequentialStorage {
  getStore() {
    return this.store;
  }

  async run(store, callback) {
    const { store: outer } = this;
    this.store = store;
    try {
      return await callback();
    } finally {
      this.store = outer;
    }
  }
}

// biome-ignore lint/style/noDefaultExport: jest takes an environment as a default export
export default TestEnvironment;
