// Why an act on a program was not done: returned, and nothing of it has happened.

/** What is wrong with one part of what was sent; the page has the sentence. */
export interface FieldFault {
  readonly path: string;
  readonly code: string;
}

export class Refused extends Error {
  readonly code:
    | 'faults'
    | 'stale'
    | 'not-allowed-now'
    | 'not-found'
    | 'circle-full'
    | 'no-meeting'
    | 'too-few-answers'
    | 'malformed';
  readonly faults: readonly FieldFault[] | undefined;

  constructor(code: Refused['code'], faults?: readonly FieldFault[]) {
    super(code);
    this.name = 'Refused';
    this.code = code;
    this.faults = faults;
  }
}

export function fault(path: string, code: string): Refused {
  return new Refused('faults', [{ path, code }]);
}
