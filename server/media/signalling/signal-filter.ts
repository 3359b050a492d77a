// What a browser may say to the media server. Refuses by default: unknown messages are dropped; a false label is a lie, and so is any text
// in a form that our clients never write. Knows no rights: the media server enforces those, once labels are true.
import {
  AddTrackRequest,
  JoinRequest,
  LeaveRequest,
  SessionDescription,
  SignalRequest,
  SimulcastCodec,
  SyncState,
  TrackInfo,
  TrackPublishedResponse,
  TrackSource,
  TrackType,
  TrickleRequest,
  VideoLayer,
} from '@livekit/protocol';
import { narrowCandidate } from './narrow-candidate.ts';
import { hasOnlyPlainText } from './plain-text.ts';
import { readSdp } from './sdp-truth.ts';
import { isTrackName, type TrackKinds } from './track-kinds.ts';

export type Verdict =
  | { readonly outcome: 'pass'; readonly frame: Uint8Array }
  | { readonly outcome: 'drop' }
  | { readonly outcome: 'lie'; readonly why: string };

type Said = SignalRequest['message'];

/** What is sent in its place; null: it is dropped; a string: it is a lie. */
type Read<T> = T | null | string;

/** The rest is dropped: simulated faults, metadata, data tracks and blobs, a publisher's own choice of listeners. */
const plain = new Set<Said['case']>([
  'mute',
  'subscription',
  'trackSetting',
  'updateLayers',
  'ping',
  'pingReq',
  'updateAudioTrack',
  'updateVideoTrack',
]);

/** Judges one frame. What passes is rewritten, so that nothing gets through unread. */
export function judgeSignal(data: Uint8Array, isBinary: boolean, kinds: TrackKinds): Verdict {
  if (!isBinary) return lie('a text frame');
  try {
    const message = readMessage(SignalRequest.fromBinary(data).message, kinds);
    if (typeof message === 'string') return lie(message);
    if (message === null) return { outcome: 'drop' };
    return { outcome: 'pass', frame: new SignalRequest({ message }).toBinary({ writeUnknownFields: false }) };
  } catch {
    return lie('not a signal');
  }
}

/** The same rules for a join that brings its tracks and its offer along (`/rtc/v1`). Answers with the cleaned request, or with what is wrong. */
export function judgeJoin(request: JoinRequest, kinds: TrackKinds): JoinRequest | string {
  const addTrackRequests: AddTrackRequest[] = [];
  for (const track of request.addTrackRequests) {
    const read = readTrack(track, kinds);
    if (typeof read === 'string') return read;
    if (read) addTrackRequests.push(read);
  }
  const { clientInfo, connectionSettings, reconnect, reconnectReason, participantSid } = request;
  const publisherOffer = request.publisherOffer && readDescription(request.publisherOffer, 'offer', kinds);
  if (typeof publisherOffer === 'string') return publisherOffer;
  const settings = connectionSettings?.clone();
  if (settings) settings.autoSubscribeDataTrack = false;
  const clean = new JoinRequest({
    ...(clientInfo && { clientInfo }),
    ...(settings && { connectionSettings: settings }),
    addTrackRequests,
    reconnect,
    reconnectReason,
    participantSid,
  });
  if (!hasOnlyPlainText(clean)) return 'a malformed text';
  if (publisherOffer) clean.publisherOffer = publisherOffer;
  return clean;
}

function readMessage(said: Said, kinds: TrackKinds): Read<Said> {
  switch (said.case) {
    case 'addTrack':
      return inPlace(said.case, readTrack(said.value, kinds));
    case 'offer':
    case 'answer':
      return inPlace(said.case, readDescription(said.value, said.case, kinds));
    case 'trickle':
      return inPlace(said.case, readTrickle(said.value));
    case 'leave':
      return { case: said.case, value: new LeaveRequest({ reason: said.value.reason, action: said.value.action }) };
    case 'syncState':
      return inPlace(said.case, readSyncState(said.value));
    default:
      if (!plain.has(said.case)) return null;
      return hasOnlyPlainText(said.value) ? said : 'a malformed text';
  }
}

function inPlace<C extends Said['case']>(name: C, read: Read<Extract<Said, { case: C }>['value']>): Read<Said> {
  return read === null || typeof read === 'string' ? read : ({ case: name, value: read } as unknown as Said);
}

function readDescription(
  { sdp, id }: SessionDescription,
  type: 'offer' | 'answer',
  kinds: TrackKinds,
): SessionDescription | string {
  const read = readSdp(sdp, kinds);
  return 'why' in read ? read.why : new SessionDescription({ type, sdp: read.sdp, id });
}

/** Names and streams are left out: they are free text by the sender that all others would be told, and nobody needs them. */
function readTrack(track: AddTrackRequest, kinds: TrackKinds): Read<AddTrackRequest> {
  const { cid, sid, type, source, muted, width, height, disableDtx, stereo, disableRed, encryption, backupCodecPolicy } = track;
  const isSound = type === TrackType.AUDIO;
  if (isSound ? source !== TrackSource.MICROPHONE : type !== TrackType.VIDEO || source !== TrackSource.CAMERA) {
    return `${TrackType[type]} announced as ${TrackSource[source]}`;
  }
  const kind = isSound ? 'audio' : 'video';
  // A codec without a name would be paired with whatever arrives without a name, sound included.
  const codecs = track.simulcastCodecs.filter((codec) => codec.cid !== '');
  if (track.simulcastCodecs.some(({ codec }) => !/^[A-Za-z0-9/]{0,32}$/.test(codec))) return 'a malformed codec';
  if (track.simulcastCodecs.some(({ codec }) => isSound === /vp[89]|h26[45]|av1/i.test(codec))) return 'a codec of the other kind';
  for (const name of [cid, ...codecs.map((codec) => codec.cid)]) {
    if (name === '') continue;
    if (!isTrackName(name)) return 'a malformed name';
    if (!kinds.accept(name, kind)) return 'a track name has two kinds';
  }
  // Another codec for a published track would rename that track; our client never asks for one.
  if (sid !== '' || cid === '') return null;
  return new AddTrackRequest({
    ...{ cid, type, source, muted, width, height, disableDtx, stereo, disableRed, encryption, backupCodecPolicy },
    layers: track.layers.map(readLayer),
    simulcastCodecs: codecs.map(
      (codec) =>
        new SimulcastCodec({
          codec: codec.codec,
          cid: codec.cid,
          layers: codec.layers.map(readLayer),
          videoLayerMode: codec.videoLayerMode,
        }),
    ),
    audioFeatures: track.audioFeatures,
  });
}

function readLayer({ quality, width, height, bitrate, ssrc, spatialLayer, rid }: VideoLayer): VideoLayer {
  return new VideoLayer({ quality, width, height, bitrate, ssrc, spatialLayer, rid: /^[a-z0-9]{1,8}$/i.test(rid) ? rid : '' });
}

function readTrickle({ candidateInit, target, final }: TrickleRequest): TrickleRequest | null {
  const candidate = narrowCandidate(candidateInit);
  return candidate === null ? null : new TrickleRequest({ candidateInit: candidate, target, final });
}

/** Of a resumed stay, the media server needs to know only which tracks it has and what it listens to. */
function readSyncState({ subscription, publishTracks, trackSidsDisabled }: SyncState): SyncState | string {
  const read = new SyncState({
    ...(subscription && { subscription }),
    publishTracks: publishTracks.map(
      ({ cid, track }) => new TrackPublishedResponse({ cid, ...(track && { track: new TrackInfo({ sid: track.sid }) }) }),
    ),
    trackSidsDisabled,
  });
  return hasOnlyPlainText(read) ? read : 'a malformed text';
}

function lie(why: string): Verdict {
  return { outcome: 'lie', why };
}
