import { type Resource, useResource } from '../../resource';

/** The numbers of the account's active members, and of those without a second factor. */
export interface Counts {
  readonly members: number;
  /** Null if the user does not manage members. */
  readonly membersWithoutMfa: number | null;
}

/** Loads the numbers of the account. */
export function useCounts(): Resource<Counts> {
  return useResource<Counts>((client) => client.GET('/admin/show-counts'));
}
