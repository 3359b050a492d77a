// Comes in by a personal link as its page does: looks, then presses with the pass that the look gave.
import type { Accounts, OpenedLink } from '../../server/ports/records.ts';

export async function pressed(accounts: Accounts, token: string, endsWithBrowser = false): Promise<OpenedLink | null> {
  const seen = await accounts.seeLink(token);
  const opened = seen && (await accounts.openLink(token, { pass: seen.pass, endsWithBrowser }));
  if (opened === 'stale') throw new Error('a pass that was made just now is stale');
  return opened;
}
