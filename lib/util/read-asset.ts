import { type DecodedText, decodeText } from './decode-text';
import { privateAsset } from './private-asset';

/** The text of the private asset of that name; `undefined` where none was deployed. */
export function readAsset(name: string): DecodedText | undefined {
  const asset = privateAsset(name);
  if (asset === undefined) return undefined;
  try {
    return decodeText(asset.open());
  } catch {
    return { problem: 'cannot be read' };
  }
}
