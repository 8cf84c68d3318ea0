import { boolean, nullable, strictObject, string } from 'valibot';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { blocksInput, matchingBlock, parseBlocks } from '../../ip-restrictions/ip-restrictions';

export const checkIpRestriction = operation({
  name: 'admin/check-ip-restriction',
  summary:
    'Checks blocks of IP addresses before they are set, and reports the one that has the caller.',
  access: requireRole('administrator'),
  // It changes nothing, but a query cannot have a list of blocks.
  changes: true,
  input: strictObject({ blocks: blocksInput }),
  output: strictObject({
    address: nullable(string()),
    matching: nullable(string()),
    everywhere: boolean(),
  }),
  errors: ['CIDR_INVALID', 'CIDR_BITS_MISSING', 'CIDR_NOT_LOWEST', 'CIDR_EXISTS'],
  async run({ address }, { blocks: given }) {
    const blocks = parseBlocks(given, { everywhere: true });
    const everywhere = blocks.some(({ block }) => block.bits === 0);
    return { address, matching: matchingBlock(blocks, address), everywhere };
  },
});
