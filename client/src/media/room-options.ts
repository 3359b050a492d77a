// How the media line is set up: voice first, small pictures, our own patience, and no device ever touched by the media library.
import { AudioPresets, type ReconnectPolicy, type RoomConnectOptions, type RoomOptions, VideoPresets } from 'livekit-client';

const patienceMs = 15 * 60_000;
const steps = [0, 300, 600, 1000, 2000];

/** Quickly at first, then every two seconds or so; after a quarter of an hour the line is made anew from the door. */
const patient: ReconnectPolicy = {
  nextRetryDelayInMs: ({ retryCount, elapsedMs }) =>
    elapsedMs > patienceMs
      ? null
      : (steps[retryCount] ?? 2000) * (0.75 + Math.random() / 2) + (retryCount === 0 ? Math.random() * 200 : 0),
};

export const roomOptions: RoomOptions = {
  // The person's tracks outlive every line: no second prompt, no cold device on return (R3.5).
  stopLocalTrackOnUnpublish: false,
  disconnectOnPageLeave: false,
  // Two connections are the steadier way: one for both has left people unheard until they loaded the page again.
  singlePeerConnection: false,
  adaptiveStream: true,
  dynacast: true,
  reconnectPolicy: patient,
  publishDefaults: {
    audioPreset: AudioPresets.speech,
    dtx: true,
    red: true,
    simulcast: true,
    videoCodec: 'vp8',
    backupCodec: false,
    videoSimulcastLayers: [VideoPresets.h180, VideoPresets.h360],
    videoEncoding: { maxBitrate: 900_000, maxFramerate: 24 },
    degradationPreference: 'balanced',
  },
};

export const connectOptions: RoomConnectOptions = {
  autoSubscribe: true,
  maxRetries: 0,
  peerConnectionTimeout: 10_000,
  websocketTimeout: 8_000,
};
