/** The texts of the codes that only the IP restrictions get. */
export const addressErrors = {
  ADDRESS_LOCKS_OUT: 'Your own IP address is not in the list. You would lock yourself out.',
  CIDR_INVALID:
    'Write each block as an address, a slash and a number of bits, as in 203.0.113.0/24.',
  CIDR_BITS_MISSING: 'A block has no number of bits.',
  CIDR_NOT_LOWEST: 'A block does not begin with its lowest address.',
  CIDR_EXISTS: 'The list has a block twice.',
  CIDR_EVERYWHERE: 'The list contains every address.',
};
