// Why something was not done, for the person who asked; null when it was done or is so already.
import type { Answer } from '../answer.ts';
import type { Words } from '../words/words.ts';

export function replyInWords(answer: Answer, words: Words): string | null {
  if (answer.ok) return null;
  if ('trouble' in answer) return answer.trouble === 'offline' ? words.controls.offline : words.troubles[answer.trouble];
  return answer.refusal === 'already-so' ? null : words.refusals[answer.refusal];
}
