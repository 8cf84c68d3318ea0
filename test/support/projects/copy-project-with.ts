import { join } from 'node:path';
import { copyProject, ENDPOINTS, type OpenedProject } from './project-copy';
import { type ProjectFiles, writeFiles } from './write-project';

/**
 * Copies this project and adds Functions in plain JavaScript.
 *
 * @param without - what is not copied. Default: the endpoints of the directory.
 */
export function copyProjectWith(
  functions: ProjectFiles,
  { without = ENDPOINTS }: { readonly without?: readonly string[] } = {},
): OpenedProject {
  const project = copyProject({ without });
  writeFiles(join(project.folder, '.twilioserverless', 'functions'), functions);
  return project;
}

/** The beginning of such Functions: the library, and a scheme that requires `X-Api-Key: key`. */
export const PREAMBLE = `
  const { basic, open, withAuth } = require(Runtime.getAssets()['/auth.js'].path);
  const principal = Object.freeze({ scheme: 'key', username: 'page' });
  const byKey = {
    name: 'key',
    configure: () => ({
      challenge: 'ApiKey realm="Pages", header="x-api-key"',
      authenticate(event) {
        const key = event.request?.headers?.['x-api-key'];
        if (key === undefined) return { status: 'absent' };
        if (key !== 'key') return { status: 'refused', code: 'CREDENTIALS_INVALID' };
        return { status: 'accepted', principal };
      },
    }),
  };
`;
