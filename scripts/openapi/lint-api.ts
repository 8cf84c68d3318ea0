import { createConfig, lintFromString } from '@redocly/openapi-core';

/** What is wrong with an OpenAPI document, in the linter's words. */
export async function lintApi(document: object): Promise<readonly string[]> {
  const config = await createConfig({
    extends: ['recommended'],
    // Of Functions behind a guard, some have no refusal of their own.
    rules: { 'operation-4xx-response': 'error', 'no-server-example.com': 'off' },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(
    ({ ruleId, message, location: [at] }) => `${ruleId}: ${message} (${at?.pointer})`,
  );
}
