import { installPackages } from './install-packages';
import { main } from './main';
import { runTool } from './run-tool';

// npm run check: everything that CI runs. With --after-test, what npm test has run is left out.
// The clients need curl, wget and Chromium, which CI installs.
main(async () => {
  const projects = process.argv.includes('--after-test')
    ? ['clients', 'cli']
    : ['unit', 'service', 'clients', 'cli'];
  runTool('biome', 'ci', '.');
  runTool('tsc');
  installPackages('test/cli');
  runTool('jest', '--selectProjects', ...projects);
});
