// Why the server cannot start, in a sentence for whoever starts it. It is printed without a stack.

export class CannotStart extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = 'CannotStart';
  }
}
