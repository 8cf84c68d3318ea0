const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { constants, Script } = require('node:vm');

/**
 * Runs a bundle, which is one function, with the code that V8 has compiled in the first run, which keeps it.
 *
 * @param {string} bundle - the bundle's file.
 * @param {{ module: NodeModule, require: NodeRequire }} main - those of the program's main file, whose place in a
 *   project the bundle takes.
 */
module.exports = function runBundle(bundle, { module: main, require: load }) {
  const code = `${bundle}.code`;
  const isFirst = !existsSync(code);
  const script = new Script(readFileSync(bundle, 'utf8'), {
    filename: main.filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(isFirst ? {} : { cachedData: readFileSync(code) }),
  });
  if (isFirst) {
    process.on('exit', () => {
      const file = `${code}.${process.pid}`;
      writeFileSync(file, script.createCachedData());
      renameSync(file, code);
    });
  }
  script.runInThisContext()(main.exports, load, main, main.filename, main.path);
};
