import { privateAsset } from './private-asset';
import { readText, type TextRead } from './read-text';

/** The text of the private asset of that name; `undefined` where none was deployed. */
export function readAsset(name: string): TextRead | undefined {
  const asset = privateAsset(name);
  if (asset === undefined) return undefined;
  try {
    return readText(asset.open());
  } catch {
    return { problem: 'cannot be read' };
  }
}
