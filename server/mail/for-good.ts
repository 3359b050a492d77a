// Which answers of a mail server say that nobody reads at an address, and will not.

/**
 * Whether an answer is about the address itself, and for good. What a mail server thinks of us, of one mail or of a full mailbox says nothing of the next
 * mail: were that enough, one mistake in our own name's settings would end the mail of a whole program.
 */
export function isForGood(answer: string): boolean {
  const code = /^(?:5\d\d[ -])?5\.(\d{1,3})\.(\d{1,3})\b/.exec(answer);
  if (code === null) return /^55[013]\b/.test(answer);
  const [subject, detail] = [Number(code[1]), Number(code[2])];
  // Whoever gives no reason may have passed on that of another.
  const passedOn = answer.slice(code[0].length).trim();
  if (subject === 0) return !/^5\d\d\b/.test(passedOn) || isForGood(passedOn);
  // The sender's address (RFC 3463).
  if (subject === 1) return detail !== 7 && detail !== 8;
  if (subject === 2) return detail <= 1;
  // No such host or domain, and how some large systems say that there is no such mailbox.
  return subject === 4 && [1, 4, 310].includes(detail);
}
