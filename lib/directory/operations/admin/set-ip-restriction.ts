import { sql } from 'kysely';
import { boolean, optional, strictObject } from 'valibot';
import { withAccountLock } from '../../accounts/account-transaction';
import { requireRole } from '../../api/access';
import { operation } from '../../api/operation';
import { recordEvent } from '../../audit-log/record-event';
import { type Call, callerOf } from '../../call';
import { type Tx, write } from '../../database/database';
import { DirectoryError } from '../../errors';
import { IP_MODE_COLUMNS, type RestrictionType } from '../../ip-restrictions/address-result';
import {
  blocksInput,
  matchingBlock,
  type ParsedBlocks,
  parseBlocks,
  readOwnRestrictions,
  restrictionType,
  shownIpRestrictions,
} from '../../ip-restrictions/ip-restrictions';
import { requireStepUp } from '../../sessions/require-step-up';

/** Replaces the whole list, so that its blocks and its mode are checked together. An empty list ends the restriction. */
export const setIpRestriction = operation({
  name: 'admin/set-ip-restriction',
  summary:
    "Sets the IP addresses that sessions or credentials of the caller's account may come from.",
  access: requireRole('administrator'),
  changes: true,
  input: strictObject({
    type: restrictionType,
    enforced: boolean(),
    blocks: blocksInput,
    everywhere: optional(boolean(), false),
  }),
  output: shownIpRestrictions,
  errors: [
    'CIDR_INVALID',
    'CIDR_BITS_MISSING',
    'CIDR_NOT_LOWEST',
    'CIDR_EXISTS',
    'CIDR_EVERYWHERE',
    'EDGE_REQUIRED',
    'ADDRESS_LOCKS_OUT',
    'STEP_UP_REQUIRED',
    'SESSION_EXPIRED',
  ],
  async run(call, { type, enforced, blocks: given, everywhere }) {
    const blocks = parseBlocks(given, { everywhere });
    if (enforced && blocks.length > 0) requireOwnAddress(call, type, blocks);
    const after = await withAccountLock(call, 'administrator', async ({ tx, accountId }) => {
      requireStepUp(call, tx);
      await replaceBlocks(tx, accountId, { type, enforced, blocks });
      const object = {
        type: 'account',
        id: accountId,
        restriction: type,
        enforced: enforced && blocks.length > 0,
        blocks: blocks.map(({ cidr }) => cidr),
      };
      await recordEvent(tx, call, { type: 'ip_restriction_set', object });
      return readOwnRestrictions(tx, call);
    });
    return after();
  },
});

// The caller of the other type may be outside: that restriction does not apply to this call.
function requireOwnAddress(call: Call, type: RestrictionType, blocks: ParsedBlocks): void {
  if (call.address === null) throw new DirectoryError('EDGE_REQUIRED');
  const isCallers = (callerOf(call).status === undefined) === (type === 'api');
  if (!isCallers || matchingBlock(blocks, call.address) !== null) return;
  throw new DirectoryError('ADDRESS_LOCKS_OUT', {
    problems: [`Your address is ${call.address}.`],
  });
}

interface Restriction {
  readonly type: RestrictionType;
  readonly enforced: boolean;
  readonly blocks: ParsedBlocks;
}

async function replaceBlocks(
  tx: Tx,
  accountId: string,
  { type, enforced, blocks }: Restriction,
): Promise<void> {
  const mode = enforced ? ('enforced' as const) : ('warning' as const);
  await write(
    tx,
    tx
      .updateTable('accounts')
      .set({ [IP_MODE_COLUMNS[type]]: blocks.length === 0 ? null : mode })
      .where('id', '=', accountId),
  );
  await write(
    tx,
    tx.deleteFrom('ip_rules').where('account_id', '=', accountId).where('type', '=', type),
  );
  const rows = JSON.stringify(blocks.map(({ cidr, description }) => ({ cidr, description })));
  await write(
    tx,
    sql`insert into public.ip_rules (account_id, type, block, description)
      select ${accountId}, ${type}, cidr::cidr, description
      from jsonb_to_recordset(${rows}::jsonb) as given(cidr text, description text)`,
  );
}
