import { existsSync } from 'node:fs';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { type Project, pathInProject } from '../project/project';
import { readText } from '../project/replace-file';
import { CliError } from '../run-command';
import type { TemplatePartName } from './parts';
import { filesOf } from './plan-part';
import type { Templates } from './templates';

/**
 * Returns, as a unified diff, how the added Functions of a project differ from those of this version.
 *
 * @throws CliError if none of these Functions has been added.
 */
export function diffParts(
  project: Project,
  names: readonly TemplatePartName[],
  templates: Templates,
): string {
  const files = names
    .flatMap((name) => filesOf(project, name, templates))
    .filter(({ path }) => existsSync(path));
  if (files.length === 0) {
    throw new CliError(`No Functions of ${names.join(', ')} have been added to this project.`);
  }
  return files
    .map(({ path, code }) => {
      const text = readText(path)?.replaceAll('\r\n', '\n');
      if (text === undefined || text === code) return '';
      const shown = pathInProject(project, path);
      return createTwoFilesPatch(shown, shown, text, code, '', '', {
        context: 2,
        headerOptions: FILE_HEADERS_ONLY,
      });
    })
    .join('');
}
