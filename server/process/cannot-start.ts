// Why the server does not start, in a sentence for whoever starts it. The starter prints it without a stack.

export class CannotStart extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'CannotStart';
  }
}
