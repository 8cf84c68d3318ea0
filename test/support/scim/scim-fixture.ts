import { type TestDirectory, useDirectory } from '../directory/directory';
import { addTeam, type Team } from '../directory/team';
import { edgeField, makeEdgeToken } from '../edge/edge-tokens';
import { addDomain } from '../sso/sso-account';
import { addScimToken } from './scim-rows';
import { callScim, type ScimAnswer } from './send-scim';

export type { ScimAnswer } from './send-scim';

/** Sends a request of an identity provider through the edge. The target begins after `/scim/v2`. */
export type SendScim = (
  method: string,
  target: string,
  body?: object,
  more?: {
    readonly token?: string | null;
    readonly headers?: Readonly<Record<string, string | undefined>>;
    /** Default: the edge's header for this request. */
    readonly edge?: string | null;
  },
) => Promise<ScimAnswer>;

/** An account that is provisioned by SCIM, with the verified domain `example.com`, new for each test. */
export interface ScimFixture {
  readonly directory: TestDirectory;
  readonly team: Team;
  readonly account: string;
  readonly token: string;
  readonly serviceUser: string;
  readonly send: SendScim;
  /** Adds an account with a token of its own. */
  addAccount(): Promise<{ readonly account: string; readonly token: string }>;
  query<Row = Readonly<Record<string, unknown>>>(
    sql: string,
    ...values: unknown[]
  ): Promise<readonly Row[]>;
  /** Creates a user. @returns its id. */
  create(userName: string, more?: object): Promise<string>;
  patch(id: string, ...operations: object[]): Promise<ScimAnswer>;
  /** Returns a userName that no user has. */
  newName(): string;
  /** Returns whether a member is active. */
  activeOf(id: string): Promise<boolean | undefined>;
  /** Returns the calls of an edge. */
  edgeHeader(method: string, target: string): string;
}

export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** Gives the tests of a file a fixture. */
export function useScim(): ScimFixture {
  const edgeToken = makeEdgeToken('nginx');
  const directory = useDirectory({ EDGE_TOKENS: edgeToken.line });
  let made = 0;
  const now = {} as { team: Team; account: string; token: string; serviceUser: string };
  const query = async <Row>(sql: string, ...values: unknown[]) =>
    (await directory.database.query(sql, values)) as readonly Row[];
  const edgeHeader = (method: string, target: string) =>
    edgeField(edgeToken.token, { method, target });
  const send: SendScim = async (method, target, body = {}, more = {}) => {
    const {
      token = now.token,
      headers = {},
      edge = edgeHeader(method, `/scim/v2${target}`),
    } = more;
    return callScim(directory.variables, { body, token, headers, edge });
  };
  const addAccount = async () => {
    const account = await directory.addAccount('Other Inc.');
    await query("update accounts set provisioning = 'scim' where id = $1", account);
    return { account, ...(await addScimToken(directory.database, account)) };
  };
  beforeAll(() => {
    jest.spyOn(console, 'log').mockReturnValue();
  });
  beforeEach(async () => {
    jest.spyOn(console, 'log').mockReturnValue();
    await query('delete from account_domains');
    await query('delete from identity_providers');
    now.team = await addTeam(directory, ['admin', 'other', 'manager']);
    now.account = now.team.account;
    await query("update accounts set provisioning = 'scim' where id = $1", now.account);
    await query('update users set email_key = lower(email) where email_key not like $1', '%@%');
    await addDomain(directory, now.account, 'example.com');
    Object.assign(now, await addScimToken(directory.database, now.account));
  });
  const fixture = {
    directory,
    query,
    send,
    addAccount,
    edgeHeader,
    async create(userName: string, more: object = {}) {
      const { status, json } = await send('POST', '/Users', { userName, ...more });
      if (status !== 201) throw new Error(`The user was not created: ${JSON.stringify(json)}`);
      return json.id as string;
    },
    newName() {
      made += 1;
      return `user.${made}@example.com`;
    },
    async activeOf(id: string) {
      const select = 'select active from memberships where id = $1';
      return (await query<{ active: boolean }>(select, id))[0]?.active;
    },
    patch: (id: string, ...Operations: object[]) =>
      send('PATCH', `/Users/${id}`, { schemas: [PATCH_OP], Operations }),
  };
  return Object.assign(now, fixture);
}
