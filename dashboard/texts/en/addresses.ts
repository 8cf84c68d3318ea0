/** Texts of the IP restrictions. */
export const addresses = {
  title: 'IP addresses',
  why: 'You can limit the addresses that members and credentials come from.',
  unseen:
    'The service does not see IP addresses. It needs an edge for this: a proxy in front of it, which adds them.',
  titles: { dashboard: 'IP addresses of members', api: 'IP addresses of credentials' },
  whys: {
    dashboard: 'Limit the addresses from which members log in and work.',
    api: 'Limit the addresses from which tokens, keys and passwords of programs are accepted.',
  },
  states: { off: 'Off', watching: 'Watching', enforced: 'Enforced' },
  yours: 'Your address',
  inside: 'In the list',
  outside: 'Not in the list',
  allowed: 'Allowed',
  blocks: (count: number) => `${count} blocks`,
  lastDays: 'Last 7 days',
  noOneOutside: 'No one came from another address.',
  wereOutside: (members: number, credentials: number, enforced: boolean) =>
    `${counted(members, credentials)} ${enforced ? 'came from other addresses.' : 'would have been refused.'}`,
  showThem: 'Show them',
  restrict: 'Restrict',
  edit: 'Edit',
  editWhys: {
    dashboard: 'Members can log in and work from these addresses.',
    api: 'Credentials are accepted from these addresses.',
  },
  blocksLabel: 'Allowed blocks',
  blocksHint:
    'One block a line, with a description: 203.0.113.0/24 Office. Without blocks, every address is allowed.',
  addYours: (address: string) => `Add my address, ${address}`,
  wrong: 'Correct these blocks:',
  /** What the service says about a block, letter by letter in English. */
  problems: {
    noBits: 'has no number of bits',
    notLowest: 'does not begin with the lowest address of its block',
    invalid: 'is not a block of addresses, as in 203.0.113.0/24 or 2001:db8::/32',
    twice: 'is in the list twice',
    meant: 'Did you mean',
  },
  tooLong: 'Use at most 100 blocks, and descriptions of at most 200 characters.',
  mode: 'Other addresses',
  watch: 'Watch first',
  watchHint: 'No one is refused. You see here who would be.',
  enforce: 'Enforce',
  enforceHints: {
    dashboard: 'Members from other addresses are refused, administrators as well.',
    api: 'Credentials from other addresses are refused.',
  },
  enforceTitle: 'Refuse all other addresses?',
  enforceWhys: {
    dashboard: 'Members who are outside are refused at once, in the midst of their work.',
    api: 'Programs that call from outside are refused at once.',
  },
  everywhereQuestion: {
    title: 'Allow every address?',
    why: 'The list contains every address of a version, so it restricts little or nothing.',
    action: 'Allow them',
  },
  endQuestion: {
    title: 'End the restriction?',
    why: 'Every address is allowed again, and the blocks are deleted.',
    action: 'End it',
  },
};

function counted(members: number, credentials: number): string {
  const parts = [
    ...(members !== 0 || credentials === 0
      ? [members === 1 ? '1 member' : `${members} members`]
      : []),
    ...(credentials !== 0
      ? [credentials === 1 ? '1 credential' : `${credentials} credentials`]
      : []),
  ];
  return parts.join(' and ');
}
