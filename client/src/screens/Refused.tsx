// What the room's refusal of a knock means. The sentences of refusals belong to the room, and are loaded with it.
import type { Answer } from '../model/answer.ts';
import { replyInWords } from '../room/reply-in-words.ts';
import { useWords } from '../words/words.ts';

export function Refused({ answer }: { readonly answer: Answer }) {
  return replyInWords(answer, useWords());
}
