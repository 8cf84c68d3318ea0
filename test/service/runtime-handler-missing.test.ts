import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sendRequest } from '../support/clients/send-request';
import { authorized } from '../support/guard/conformance-cases';
import { copyProject, type OpenedProject } from '../support/projects/project-copy';
import { startLocalService } from '../support/services/local-service';
import { type Service, VARIABLES } from '../support/services/service';

// Where the package is not installed, the toolkit silently starts an older server of its own, whose
// Functions see no headers.
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

test('without the runtime handler nobody gets in, the right credentials neither', async () => {
  const answers = [
    await sendRequest(`${service.url}/basic`),
    await sendRequest(`${service.url}/basic`, { headers: authorized() }),
  ];

  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [401, 'Unauthorized'],
    [401, 'Unauthorized'],
  ]);
});

test('and the log says what to install, once', async () => {
  await sendRequest(`${service.url}/basic`);

  expect(service.logs().split('@twilio/runtime-handler must be 1.2.0 or later')).toHaveLength(2);
});
