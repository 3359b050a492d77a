// The messages of the check page's own connection: does a WebSocket get through, how far away is the server, and which routes are open for
// sound and picture. Nothing here belongs to a group, and nobody needs a seat to ask for the time.

/** The routes for sound and picture. `relay` is TURN, through the media server's own relay. */
export const ways = ['udp', 'tcp', 'relay'] as const;
export type Way = (typeof ways)[number];

export interface CheckHandshake {
  /** The public reference of the person's seat, for tests that only people with a seat may run. */
  readonly seat: string | null;
}

/** As a browser's `RTCIceServer`. */
export interface RelayServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export type Reach =
  /** The media server's offer of a connection that carries nothing. */
  | { readonly ok: true; readonly sdp: string; readonly relays: readonly RelayServer[] }
  /** `none`: there is no media server. `unavailable`: it does not answer now, or too many people are testing. */
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
  /** Begins to test a route; it ends by itself after a while. */
  reach: (message: WayMessage, reply: (answer: Reach) => void) => void;
  answer: (message: AnswerMessage) => void;
  candidate: (message: CandidateMessage) => void;
  letGo: (message: WayMessage) => void;
}

export interface CheckFromServer {
  candidate: (message: CandidateMessage) => void;
}
