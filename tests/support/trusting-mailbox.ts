// Looks into each of several mailboxes in a process of its own, which knows an authority beside the public ones, as an installation does:
// NODE_EXTRA_CA_CERTS is read when a process begins. Use: `const said = await lookTrusting(file, settings)`: what each look wrote to the log first.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createLogger } from '../../server/http/logger.ts';
import { BounceAddresses } from '../../server/mail/bounce-address.ts';
import { Bounces } from '../../server/mail/bounces.ts';
import { type ImapSettings, lookIntoMailbox } from '../../server/mail/imap-mailbox.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { quickStart } from './programs.ts';

interface FirstWord {
  readonly code?: string;
  readonly msg: string;
}

export async function lookTrusting(authority: string, mailboxes: readonly ImapSettings[]): Promise<FirstWord[]> {
  const script = fileURLToPath(import.meta.url);
  const { stdout } = await promisify(execFile)(process.execPath, [quickStart, '--import', 'tsx', script], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authority, MAILBOXES: JSON.stringify(mailboxes) },
  });
  return JSON.parse(stdout) as FirstWord[];
}

async function look(settings: ImapSettings): Promise<FirstWord> {
  const addresses = new BounceAddresses('a secret of this test', 'bounce@balint.example');
  let say: (line: string) => void = () => {};
  const first = new Promise<string>((said) => {
    say = said;
  });
  const log = createLogger('info', { write: (line: string) => say(line) });
  const into: ConstructorParameters<typeof Bounces>[0]['look'] = (take, signal) =>
    lookIntoMailbox(settings, take, signal).then(() => say(JSON.stringify({ msg: 'read' })));
  // Only mails that are nobody's notice lie there: the records are never asked.
  const bounces = new Bounces({ db: null as never, clock: systemClock, log, addresses, look: into });
  bounces.start();
  const line = await first;
  await bounces.stop();
  return JSON.parse(line) as FirstWord;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const mailboxes = JSON.parse(process.env.MAILBOXES ?? '') as ImapSettings[];
  process.stdout.write(JSON.stringify(await Promise.all(mailboxes.map(look))));
}
