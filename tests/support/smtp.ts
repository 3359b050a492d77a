// A real SMTP server for one test file, on loopback: it keeps what it took, and greylists, refuses, dies or falls silent as the test says.
import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SmtpSettings } from '../../server/mail/smtp-sender.ts';

type Behaviour =
  /** Takes it. */
  | 'take'
  /** Greylists: 451 to the first try of each address. */
  | 'greylist'
  /** 550 to the recipient. */
  | 'refuse'
  /** 550 to the sender. */
  | 'refuseSender'
  /** The connection is cut while the mail is on its way. */
  | 'dieInData'
  /** It takes the mail, and the connection is cut before it says so. */
  | 'dieAfterData'
  /** It says nothing more once the mail is there. */
  | 'hang';

export interface TakenMail extends Email {
  readonly recipient: string;
  /** On the envelope. */
  readonly returnTo: string;
  readonly overTls: boolean;
  readonly raw: string;
}

export interface TestSmtp {
  readonly settings: SmtpSettings;
  /** In the order of their arrival. */
  readonly taken: TakenMail[];
  /** Who was named as a sender, whatever came of it. */
  readonly senders: string[];
  /** How many mails came whole, whatever was said to them. */
  heard: number;
  /** How many connections were opened. */
  connections: number;
  /** For an address, else for all. */
  behave(behaviour: Behaviour, address?: string): void;
  /** Ends all connections that are open, idle ones too. */
  cut(): void;
  stop(): Promise<void>;
}

interface Session {
  readonly id: string;
  readonly secure: boolean;
  readonly envelope: {
    readonly mailFrom: false | { readonly address: string };
    readonly rcptTo: readonly { readonly address: string }[];
  };
}

export interface SmtpWishes {
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly takesOnlyAscii?: boolean;
  readonly tls?: { readonly key: string; readonly cert: string; readonly fromFirstByte: boolean };
}

export async function startSmtp({ auth, takesOnlyAscii = false, tls }: SmtpWishes = {}): Promise<TestSmtp> {
  const taken: TakenMail[] = [];
  const behaviours = new Map<string, Behaviour>();
  const greeted = new Set<string>();
  const sockets = new Set<Socket>();
  const bySession = new Map<string, Socket>();
  const behaviourOf = (address: string) => behaviours.get(address) ?? behaviours.get('') ?? 'take';
  const recipientOf = ({ envelope }: Session) => envelope.rcptTo[0]?.address ?? '';
  const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

  const server = new SMTPServer({
    authOptional: auth === undefined,
    allowInsecureAuth: tls === undefined,
    ...(tls ? { key: tls.key, cert: tls.cert, secure: tls.fromFirstByte } : { disabledCommands: ['STARTTLS'] }),
    hideSMTPUTF8: takesOnlyAscii,
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      if (username === auth?.user && password === auth?.pass) done(null, { user: username });
      else done(refusal(535, '5.7.8 no such user or password'));
    },
    onConnect(session, done) {
      stage.connections += 1;
      const socket = [...sockets].at(-1);
      if (socket) bySession.set(session.id, socket);
      done();
    },
    onMailFrom({ address }, _session, done) {
      stage.senders.push(address);
      done(behaviourOf('') === 'refuseSender' ? refusal(550, '5.7.1 we do not know you') : null);
    },
    onRcptTo({ address }, _session, done) {
      const behaviour = behaviourOf(address);
      if (behaviour === 'refuse') return done(refusal(550, `5.1.1 <${address}>: no such mailbox`));
      if (behaviour === 'greylist' && !greeted.has(address)) {
        greeted.add(address);
        return done(refusal(451, '4.7.1 greylisted, come again'));
      }
      done();
    },
    onData(stream, session, done) {
      const recipient = recipientOf(session);
      const behaviour = behaviourOf(recipient);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (behaviour === 'dieInData') bySession.get(session.id)?.resetAndDestroy();
      });
      stream.on('end', () => {
        if (behaviour === 'dieInData') return;
        stage.heard += 1;
        if (behaviour === 'hang') return;
        const raw = Buffer.concat(chunks);
        void PostalMime.parse(raw).then((mail) => {
          const { mailFrom } = session.envelope;
          taken.push({
            ...mail,
            recipient,
            returnTo: mailFrom ? mailFrom.address : '',
            overTls: session.secure,
            raw: raw.toString('utf8'),
          });
          if (behaviour === 'dieAfterData') bySession.get(session.id)?.resetAndDestroy();
          else done(null, '2.0.0 taken');
        });
      });
      stream.on('error', () => undefined);
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const stage: TestSmtp = {
    settings: {
      ...{ host: '127.0.0.1', port, isSecure: tls?.fromFirstByte ?? false, needsTls: false, isHere: true, auth: auth ?? null },
      from: { address: 'room@balint.example', name: 'Balint Room' },
    },
    taken,
    senders: [],
    connections: 0,
    heard: 0,
    behave: (behaviour, address = '') => void behaviours.set(address, behaviour),
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    stop: () =>
      new Promise((resolve) => {
        stage.cut();
        server.close(resolve);
      }),
  };
  return stage;
}
