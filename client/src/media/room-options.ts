// How the media line is set up: voice first, small pictures, our own patience, and no device ever touched by the media library.
import { AudioPresets, type ReconnectPolicy, type RoomConnectOptions, type RoomOptions, VideoPresets } from 'livekit-client';

const patienceMs = 3000;
const steps = [0, 300, 600, 1000];

/**
 * For short breaks only: the library goes on resuming a stay that nobody knows any more, and never asks for another door.
 * What it gives up, media-line.ts begins anew, for ever.
 */
const brief: ReconnectPolicy = {
  nextRetryDelayInMs: ({ retryCount, elapsedMs }) =>
    elapsedMs > patienceMs
      ? null
      : (steps[retryCount] ?? 1000) * (0.75 + Math.random() / 2) + (retryCount === 0 ? Math.random() * 200 : 0),
};

export const roomOptions: RoomOptions = {
  // The person's tracks outlive every line: no second prompt, no cold device on return (R3.5).
  stopLocalTrackOnUnpublish: false,
  disconnectOnPageLeave: false,
  // Two connections are the steadier way: one for both has left people unheard until they loaded the page again.
  singlePeerConnection: false,
  adaptiveStream: true,
  dynacast: true,
  reconnectPolicy: brief,
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
