import { createConfig, lintFromString } from '@redocly/openapi-core';

/** Returns the linter's problems with an OpenAPI document. */
export async function lintApi(document: object): Promise<readonly string[]> {
  const config = await createConfig({
    extends: ['recommended'],
    // Some guarded Functions have no refusal of their own.
    rules: { 'operation-4xx-response': 'error', 'no-server-example.com': 'off' },
  });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(
    ({ ruleId, message, location: [at] }) => `${ruleId}: ${message} (${at?.pointer})`,
  );
}
