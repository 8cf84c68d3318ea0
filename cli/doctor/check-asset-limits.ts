import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Upload } from '../project/deploy-manifest';
import { count, type Finding } from './finding';
import type { Project } from './project';

const MEGABYTE = 1024 * 1024;
const LIMITS = {
  public: { files: 1000, megabytes: 25 },
  protected: { files: 1000, megabytes: 25 },
  private: { files: 50, megabytes: 10 },
} as const;

/**
 * How many assets there are, and how large, against the platform's limits.
 *
 * @see https://www.twilio.com/docs/serverless/functions-assets/assets
 */
export function checkAssetLimits({ root, uploads }: Project): readonly Finding[] {
  const assets = uploads.filter(({ kind }) => kind === 'asset');
  return (['public', 'protected', 'private'] as const).flatMap((visibility) => {
    const ofThisKind = assets.filter((asset) => asset.visibility === visibility);
    return [
      ...tooMany(ofThisKind, visibility),
      ...ofThisKind.flatMap((one) => tooLarge(root, one)),
    ];
  });
}

function tooMany(assets: readonly Upload[], visibility: Upload['visibility']): readonly Finding[] {
  const { files } = LIMITS[visibility];
  if (assets.length <= files) return [];
  const message = `${count(assets.length, `${visibility} asset`)}, and Twilio takes ${files}`;
  return [{ level: 'error', name: 'assets/', message, remedy: 'join or remove some' }];
}

function tooLarge(root: string, { file, visibility }: Upload): readonly Finding[] {
  const { megabytes } = LIMITS[visibility];
  if (statSync(join(root, file)).size <= megabytes * MEGABYTE) return [];
  const message = `has over ${megabytes} MB, the most for a ${visibility} asset`;
  return [{ level: 'error', name: file, message, remedy: 'make it smaller' }];
}
