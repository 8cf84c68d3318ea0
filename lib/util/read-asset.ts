import { type DecodedText, decodeText } from './decode-text';
import { privateAsset } from './private-asset';

/** Reads the text of a private asset. Returns `undefined` if it is not deployed. */
export function readAsset(name: string): DecodedText | undefined {
  const asset = privateAsset(name);
  if (asset === undefined) return undefined;
  try {
    return decodeText(asset.open());
  } catch {
    return { problem: 'cannot be read' };
  }
}
