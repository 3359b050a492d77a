// How the media connection is set up: voice first, small pictures, our own time limits, and a media library that never touches a device.
import { AudioPresets, type ReconnectPolicy, type RoomConnectOptions, type RoomOptions, VideoPresets } from 'livekit-client';

const patienceMs = 3000;
const stepMs = 250;
const heldStepMs = 1000;

/** Longer only for a connection that `isHeld`: it still carries sound. */
export function policyWhile(isHeld: () => boolean): ReconnectPolicy {
  return {
    nextRetryDelayInMs: (attempt) => brief.nextRetryDelayInMs(attempt) ?? (isHeld() ? heldStepMs : null),
  };
}

/**
 * For short breaks only: the library never asks for a new address. What it gives up, or would join again by itself, media-connection.ts
 * begins again, as often as it takes.
 */
const brief: ReconnectPolicy = {
  nextRetryDelayInMs: ({ retryCount, elapsedMs }) =>
    elapsedMs > patienceMs ? null : retryCount === 0 ? Math.random() * 100 : stepMs * (0.75 + Math.random() / 2),
};

export const roomOptions: RoomOptions = {
  // The person's tracks outlive every media connection: no second prompt, no cold device on return (R3.5).
  stopLocalTrackOnUnpublish: false,
  disconnectOnPageLeave: false,
  // Two connections are steadier: one for both directions has left people unheard until they reloaded the page.
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
  websocketTimeout: 5_000,
};
