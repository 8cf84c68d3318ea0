import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { type ReadMail, readMail } from '../directory/read-mail';

/** A mail that a server received. */
export interface ReceivedMail extends ReadMail {
  /** The addresses of the envelope, not of the headers. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** The user who logged in, or `undefined` without a login. */
  readonly user: string | undefined;
  /** Whether it was received through TLS. */
  readonly secure: boolean;
}

/**
 * A fault of the server. `silent` never greets, `dripping` begins a reply and does not end it, and `dropping` ends
 * the connection at DATA. `recipient` and `message` are refused and quoted in the reply. `unanswered` accepts the
 * whole mail and does not reply.
 */
export type SmtpFault = 'silent' | 'dripping' | 'dropping' | 'recipient' | 'message' | 'unanswered';

export interface SmtpServerChoices {
  /** TLS from the first byte or by STARTTLS, with this key and certificate. Default: no TLS. */
  readonly secure?: {
    readonly mode: 'tls' | 'starttls';
    readonly key: string;
    readonly cert: string;
  };
  /** The only accepted login, which is then required. Default: no login. */
  readonly auth?: { readonly user: string; readonly password: string };
  readonly failing?: SmtpFault;
}

export interface SmtpTestServer {
  /** `smtp://127.0.0.1:port` or `smtps:`, without the login. */
  readonly url: string;
  readonly port: number;
  /** Returns the accepted mails in order. */
  mails(): readonly ReceivedMail[];
  /** Returns the number of open connections. */
  connections(): number;
  close(): Promise<void>;
}

/** Starts a real SMTP server on a free port of the loopback address. */
export async function startSmtpServer(choices: SmtpServerChoices = {}): Promise<SmtpTestServer> {
  const mails: ReceivedMail[] = [];
  const { server, close } = makeServer(choices, mails);
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    socket
      .on('error', () => undefined)
      .once('close', () => {
        connections -= 1;
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const protocol = choices.secure?.mode === 'tls' ? 'smtps' : 'smtp';
  return {
    url: `${protocol}://127.0.0.1:${port}`,
    port,
    mails: () => mails,
    connections: () => connections,
    close,
  };
}

interface Closable {
  readonly server: Server;
  close(): Promise<void>;
}

function makeServer(choices: SmtpServerChoices, mails: ReceivedMail[]): Closable {
  const { failing } = choices;
  if (failing === 'silent') return bareServer(() => undefined);
  if (failing === 'dripping') {
    return bareServer((socket) => {
      socket.write('220 ready\r\n');
      const drip = setInterval(() => socket.write('250-wait\r\n'), 20);
      socket.once('close', () => clearInterval(drip));
    });
  }
  if (failing === 'dropping') {
    return bareServer((socket) => {
      socket.write('220 ready\r\n');
      socket.on('data', (command) => {
        if (command.includes('DATA')) return socket.destroy();
        return socket.write('250 fine\r\n');
      });
    });
  }
  const onData: SMTPServerOptions['onData'] = async (stream, session, done) => {
    // An incomplete mail is not accepted.
    const raw = await text(stream).catch(() => null);
    if (raw === null || failing === 'unanswered') return;
    if (failing === 'message') return done(refuse(raw));
    mails.push(received(raw, session));
    done();
  };
  const smtp = new SMTPServer({ ...options(choices), onData });
  smtp.on('error', () => undefined);
  // The TLS socket must be closed, not the socket below it, because Node.js crashes if that happens in a handshake.
  return { server: smtp.server, close: () => new Promise((done) => smtp.close(done)) };
}

function bareServer(serve: (socket: Socket) => void): Closable {
  const open: Socket[] = [];
  const server = createServer((socket) => {
    open.push(socket);
    serve(socket);
  });
  return {
    server,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

// Real servers quote the values that they refuse.
function refuse(quoted: string): Error {
  const words = `no: ${quoted.replace(/\s+/g, ' ').slice(0, 400)}`;
  return Object.assign(new Error(words), { responseCode: 550 });
}

function options({ secure, auth, failing }: SmtpServerChoices): SMTPServerOptions {
  return {
    ...(secure && { secure: secure.mode === 'tls', key: secure.key, cert: secure.cert }),
    disabledCommands: [...(secure ? [] : ['STARTTLS']), ...(auth ? [] : ['AUTH'])],
    allowInsecureAuth: !secure,
    authOptional: auth === undefined,
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const isRight = username === auth?.user && password === auth?.password;
      done(isRight ? null : refuse(`${username} ${password}`), { user: username });
    },
    onRcptTo({ address }, _session, done) {
      done(failing === 'recipient' ? refuse(address) : null);
    },
  };
}

function received(raw: string, session: SMTPServerSession): ReceivedMail {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    ...readMail(raw),
    envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) },
    user: session.user,
    secure: session.secure,
  };
}
