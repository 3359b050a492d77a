// Why something was not done, for the person who asked; null when it was done or is so already.
import type { Reply } from '../../../shared/protocol/messages.ts';
import type { Words } from '../words/words.ts';

export function replyInWords(reply: Reply, words: Words): string | null {
  if (reply.ok) return null;
  if ('trouble' in reply) return words.troubles[reply.trouble];
  return reply.refusal === 'already-so' ? null : words.refusals[reply.refusal];
}
