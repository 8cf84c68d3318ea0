import { join } from 'node:path';
import { copyProject, type OpenedProject } from './project-copy';
import { type ProjectFiles, writeFiles } from './write-project';

/** Copies this project and adds Functions to it, as a project of plain JavaScript would have them. */
export function copyProjectWith(functions: ProjectFiles): OpenedProject {
  const project = copyProject();
  writeFiles(join(project.folder, '.twilioserverless', 'functions'), functions);
  return project;
}

/** What Functions of such a project begin with: the library, and a scheme that asks for `X-Api-Key: key`. */
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
