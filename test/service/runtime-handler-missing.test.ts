import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sendRequest } from '../support/clients/send-request';
import { authorized } from '../support/guard/conformance-cases';
import { copyProject, type OpenedProject } from '../support/projects/project-copy';
import { startLocalService } from '../support/services/local-service';
import { type Service, VARIABLES } from '../support/services/service';

// If the package is not installed, the toolkit silently starts an older server, whose Functions get no headers.
let project: OpenedProject;
let service: Service;

beforeAll(async () => {
  project = copyProject();
  rmSync(join(project.folder, 'node_modules'));
  service = await startLocalService({ folder: project.folder, variables: VARIABLES });
});
afterAll(async () => {
  await service.close();
  project.remove();
});

test('without the runtime handler, every caller is refused, even with the right credentials', async () => {
  const answers = [
    await sendRequest(`${service.url}/basic`),
    await sendRequest(`${service.url}/basic`, { headers: authorized() }),
  ];

  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [401, 'Unauthorized'],
    [401, 'Unauthorized'],
  ]);
});

test('without the runtime handler, the log says once what to install', async () => {
  await sendRequest(`${service.url}/basic`);

  expect(service.logs().split('@twilio/runtime-handler must be 1.2.0 or later')).toHaveLength(2);
});
