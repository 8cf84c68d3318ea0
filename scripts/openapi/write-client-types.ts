import openapiTypes, { astToString } from 'openapi-typescript';

const HEAD = '// Made by npm run openapi from docs/openapi.json.\n';

/** The types of a client, as TypeScript text. */
export async function clientTypes(document: object): Promise<string> {
  const nodes = await openapiTypes(JSON.stringify(document), {
    immutable: true,
    alphabetize: true,
  });
  return HEAD + astToString(nodes);
}
