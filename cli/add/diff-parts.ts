import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { type Project, pathInProject } from '../project/project';
import { readText } from '../project/replace-file';
import type { TemplatePartName } from './parts';
import { filesOf } from './plan-part';
import type { Templates } from './templates';

/** Returns, as a unified diff, how the added Functions of a project differ from those of this version. */
export function diffParts(
  project: Project,
  names: readonly TemplatePartName[],
  templates: Templates,
): string {
  const files = names.flatMap((name) => filesOf(project, name, templates));
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
