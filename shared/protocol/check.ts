// The messages of the check page's own line: does a WebSocket get through, how far is the server, and which ways are open for sound and
// picture. Nothing here belongs to a group, and nobody has to have a seat to ask for the time.

/** How sound and picture could travel. `relay` is TURN, through the media server's own relay. */
export const ways = ['udp', 'tcp', 'relay'] as const;
export type Way = (typeof ways)[number];

export interface CheckHandshake {
  /** The public reference of the asker's seat, for what only people with a seat may try. */
  readonly seat: string | null;
}

/** As `RTCIceServer` of a browser. */
export interface RelayServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export type Reach =
  /** The media server's offer of a connection that carries nothing. */
  | { readonly ok: true; readonly sdp: string; readonly relays: readonly RelayServer[] }
  /** `none`: there is no media server. `unavailable`: it does not answer now, or too many are trying. */
  | { readonly ok: false; readonly why: 'not-signed-in' | 'none' | 'unavailable' | 'malformed' };

export interface WayMessage {
  readonly way: Way;
}

export interface AnswerMessage extends WayMessage {
  readonly sdp: string;
}

export interface CandidateMessage extends WayMessage {
  /** As `RTCIceCandidateInit`, in JSON. */
  readonly candidate: string;
}

export interface CheckToServer {
  /** Answered with the server's clock, in milliseconds. */
  time: (reply: (now: number) => void) => void;
  /** Begins to try a way; it ends by itself after a while. */
  reach: (message: WayMessage, reply: (answer: Reach) => void) => void;
  answer: (message: AnswerMessage) => void;
  candidate: (message: CandidateMessage) => void;
  letGo: (message: WayMessage) => void;
}

export interface CheckFromServer {
  candidate: (message: CandidateMessage) => void;
}
