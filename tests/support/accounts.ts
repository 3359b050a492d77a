// People with accounts, for tests: an address for somebody of the demo group, links that sign them in, and the browsers that used one.
import { SqlSignIn } from '../../server/accounts/sql-sign-in.ts';
import type { Database } from '../../server/database/database.ts';
import { noMail } from '../../server/ports/no-mail.ts';
import { systemClock } from '../../server/process/system-clock.ts';

export async function giveAddress(db: Database, name: string, address: string): Promise<void> {
  await db.updateTable('people').set({ address }).where('short_name', '=', name).execute();
}

/** The token of a link that is good for a day, as a terminal prints it. */
export function printLink(db: Database, address: string | null): Promise<string> {
  return new SqlSignIn({ db, secret: '', clock: systemClock, mail: noMail }).printedLink(address, '/home');
}

/** Presses, as the page of the link does; answers with the browser's cookie. */
export async function enterWith(url: string, token: string, { endsWithBrowser = false } = {}): Promise<string> {
  const answer = await ask(url, 'POST', '/api/enter', { body: { token, endsWithBrowser } });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .find((pair) => pair.startsWith('br_me='));
  if (!cookie) throw new Error(`the link did not sign in (${answer.status})`);
  return cookie;
}

/** Ends every session of the account but this browser's. */
export async function endOtherSessions(url: string, cookie: string): Promise<void> {
  const answer = await ask(url, 'DELETE', '/api/me/sessions', { cookie });
  if (!answer.ok) throw new Error(`the sessions could not be ended (${answer.status})`);
}

/** As its person does on the page of what is kept. */
export async function eraseAccount(url: string, cookie: string, confirm: string): Promise<void> {
  const answer = await ask(url, 'POST', '/api/me/erasure', { cookie, body: { confirm } });
  if (!answer.ok) throw new Error(`the account could not be erased (${answer.status})`);
}

function ask(url: string, method: string, path: string, { cookie = '', body }: { cookie?: string; body?: object }) {
  const headers = { origin: url, cookie, ...(body && { 'content-type': 'application/json' }) };
  return fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}
