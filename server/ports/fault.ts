// A failure of something outside this process: one error for every port, with a code that says which.

/** Something outside failed: the user reads "not available", the log has the cause. */
export class Fault extends Error {
  readonly code: FaultCode;
  constructor(code: FaultCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Fault';
    this.code = code;
  }
}

export type FaultCode =
  | 'log-unavailable'
  | 'log-damaged'
  /** The log knows less about a room than we do: its store has lost data. */
  | 'log-lost'
  /** A newer version wrote what this one cannot read. */
  | 'log-newer'
  | 'servers-unreachable'
  | 'media-unavailable'
  | 'media-not-found'
  | 'records-unavailable'
  | 'certificates-unavailable';
