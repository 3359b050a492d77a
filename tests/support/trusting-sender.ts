// Hands one mail to each of several mail servers in a process of its own, which knows an authority beside the public ones, as an installation does:
// NODE_EXTRA_CA_CERTS is read when a process begins. Use: `const fates = await sendTrusting(file, settings)`.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Fate } from '../../server/mail/mail-sender.ts';
import { SmtpSender, type SmtpSettings } from '../../server/mail/smtp-sender.ts';
import { systemClock } from '../../server/process/system-clock.ts';
import { quickStart } from './programs.ts';

export async function sendTrusting(authority: string, servers: readonly SmtpSettings[]): Promise<Fate[]> {
  const script = fileURLToPath(import.meta.url);
  const { stdout } = await promisify(execFile)(process.execPath, [quickStart, '--import', 'tsx', script], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authority, MAIL_SERVERS: JSON.stringify(servers) },
  });
  return JSON.parse(stdout) as Fate[];
}

async function send(settings: SmtpSettings): Promise<Fate> {
  const line = new SmtpSender(settings, systemClock, { connectMs: 60_000 });
  const about = { id: 'a1b2c3d4e5f6a7b8c9', madeAt: 0, subject: 'Tuesday group', text: 'Hello', html: '<p>Hello</p>' };
  const to = { address: 'ann@example.org', name: 'Ann' };
  const fate = await line.send({ ...about, to, calendar: null, unsubscribe: null, returnTo: null });
  line.close();
  return fate;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const servers = JSON.parse(process.env.MAIL_SERVERS ?? '') as SmtpSettings[];
  process.stdout.write(JSON.stringify(await Promise.all(servers.map(send))));
}
