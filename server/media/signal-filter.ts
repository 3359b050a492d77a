// What a browser may say to the media server. Refuses by default: the unknown is dropped, a false label is a lie.
// It knows no rights: those are the media server's to enforce, once labels are true.
import { type AddTrackRequest, JoinRequest, SignalRequest, TrackSource, TrackType } from '@livekit/protocol';
import { lieInSdp } from './sdp-truth.ts';
import type { TrackKinds } from './track-kinds.ts';

export type Verdict =
  | { readonly outcome: 'pass'; readonly frame: Uint8Array }
  | { readonly outcome: 'drop' }
  | { readonly outcome: 'lie'; readonly why: string };

type Said = SignalRequest['message'];

/** The rest is dropped: simulated faults, metadata, data tracks and blobs, a publisher's own choice of listeners. */
const plain = new Set<Said['case']>([
  'trickle',
  'mute',
  'subscription',
  'trackSetting',
  'leave',
  'updateLayers',
  'syncState',
  'ping',
  'pingReq',
  'updateAudioTrack',
  'updateVideoTrack',
]);

/** Judges one frame. What passes is written anew, so that nothing travels that was not read. */
export function judgeSignal(data: Uint8Array, isBinary: boolean, kinds: TrackKinds): Verdict {
  if (!isBinary) return lie('a text frame');
  let request: SignalRequest;
  try {
    request = SignalRequest.fromBinary(data);
  } catch {
    return lie('not a signal');
  }
  const said = request.message;
  const why = lieIn(said, kinds);
  if (why) return lie(why);
  if (said.case === 'addTrack') dropNamelessCodecs(said.value);
  const passes =
    said.case === 'addTrack' ? mayAnnounce(said.value) : said.case === 'offer' || said.case === 'answer' || plain.has(said.case);
  return passes ? { outcome: 'pass', frame: request.toBinary({ writeUnknownFields: false }) } : { outcome: 'drop' };
}

/** The same rules for a join that brings its tracks and its offer along (`/rtc/v1`). Answers the request cleaned, or what is wrong. */
export function judgeJoin(request: JoinRequest, kinds: TrackKinds): JoinRequest | string {
  for (const track of request.addTrackRequests) {
    const why = lieIn({ case: 'addTrack', value: track }, kinds);
    if (why) return why;
    dropNamelessCodecs(track);
  }
  const { publisherOffer, clientInfo, connectionSettings, reconnect, reconnectReason, participantSid } = request;
  const why = publisherOffer ? lieInSdp(publisherOffer.sdp, kinds) : null;
  if (why) return why;
  const settings = connectionSettings?.clone();
  if (settings) settings.autoSubscribeDataTrack = false;
  return new JoinRequest({
    ...(clientInfo && { clientInfo }),
    ...(settings && { connectionSettings: settings }),
    ...(publisherOffer && { publisherOffer }),
    addTrackRequests: request.addTrackRequests.filter(mayAnnounce),
    reconnect,
    reconnectReason,
    participantSid,
  });
}

function lieIn(said: Said, kinds: TrackKinds): string | null {
  if (said.case === 'offer' || said.case === 'answer') return lieInSdp(said.value.sdp, kinds);
  if (said.case !== 'addTrack') return null;
  const track = said.value;
  const isSound = track.type === TrackType.AUDIO;
  if (isSound ? track.source !== TrackSource.MICROPHONE : track.type !== TrackType.VIDEO || track.source !== TrackSource.CAMERA) {
    return `${TrackType[track.type]} announced as ${TrackSource[track.source]}`;
  }
  const kind = isSound ? 'audio' : 'video';
  if (track.simulcastCodecs.some(({ codec }) => isSound === /vp[89]|h26[45]|av1/i.test(codec))) return 'a codec of the other kind';
  const names = [track.cid, ...track.simulcastCodecs.map((codec) => codec.cid)].filter(Boolean);
  return names.every((name) => kinds.claim(name, kind)) ? null : 'a track name has two kinds';
}

/** A further codec for a published track would rename that track; nothing of ours asks for it. */
function mayAnnounce(track: AddTrackRequest): boolean {
  return track.sid === '' && track.cid !== '';
}

/** A nameless codec would be paired with whatever arrives without a name, sound too. */
function dropNamelessCodecs(track: AddTrackRequest): void {
  track.simulcastCodecs = track.simulcastCodecs.filter(({ cid }) => cid !== '');
}

function lie(why: string): Verdict {
  return { outcome: 'lie', why };
}
