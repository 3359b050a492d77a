// Why something was not done, for the person who asked; null when it was done or is so already.
import type { Answer } from '../model/answer.ts';
import type { Words } from '../words/en.ts';

export function replyInWords(answer: Answer, words: Pick<Words, 'refusals' | 'troubles'>): string | null {
  if (answer.ok) return null;
  if ('trouble' in answer) return words.troubles[answer.trouble];
  return answer.refusal === 'already-so' ? null : words.refusals[answer.refusal];
}
