import { readText, type TextRead } from './decode-text';
import { privateAsset } from './private-asset';

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
