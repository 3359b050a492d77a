// What Firefox really receives. Without a loudspeaker its audio clock stands still, so each look records a moment of every incoming
// sound and measures that; packets and frames are counted as in any browser.
import type { Received } from './ear.ts';

interface Ear {
  readonly connections: Set<RTCPeerConnection>;
}

/** Runs in the page before any of its scripts. */
export function putFirefoxEar(): void {
  const ear: Ear = { connections: new Set() };
  Object.assign(window, { ear });
  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(...configuration: ConstructorParameters<typeof Original>) {
      super(...configuration);
      ear.connections.add(this);
    }
  };
}

/** Runs in the page. */
export async function listenInFirefox(hertz: readonly number[]): Promise<Received> {
  const momentMs = 250;
  const voices: Promise<Received['voices'][number]>[] = [];
  let frames = 0;
  for (const connection of (window as unknown as { ear: Ear }).ear.connections) {
    for (const { track } of connection.getReceivers()) {
      for (const report of (await connection.getStats(track)).values()) {
        if (report.type !== 'inbound-rtp') continue;
        if (report.kind === 'video') frames += report.framesDecoded ?? 0;
        else voices.push(measure(track).then((levels) => ({ ssrc: report.ssrc, packets: report.packetsReceived ?? 0, levels })));
      }
    }
  }
  return { voices: await Promise.all(voices), frames };

  async function measure(track: MediaStreamTrack): Promise<number[]> {
    const nothing = hertz.map(() => Number.NEGATIVE_INFINITY);
    if (track.readyState !== 'live' || track.muted) return nothing;
    const recorder = new MediaRecorder(new MediaStream([track]), { audioBitsPerSecond: 64_000 });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const stopped = new Promise((done) => recorder.addEventListener('stop', done, { once: true }));
    recorder.start();
    setTimeout(() => recorder.state === 'recording' && recorder.stop(), momentMs);
    await stopped;
    const bytes = await new Blob(parts).arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes).catch(() => null);
    return sound ? hertz.map((pitch) => levelAt(pitch, sound.getChannelData(0), sound.sampleRate)) : nothing;
  }

  /** The loudest of the moment's pieces, in dBFS, by what of them swings at the pitch under a window that keeps pitches apart. */
  function levelAt(pitch: number, samples: Float32Array, rate: number): number {
    const size = 4096;
    let loudest = Number.NEGATIVE_INFINITY;
    for (let start = 0; start + size <= samples.length; start += size / 2) {
      let cosine = 0;
      let sine = 0;
      for (let i = 0; i < size; i++) {
        const weight = 0.42 - 0.5 * Math.cos((2 * Math.PI * i) / size) + 0.08 * Math.cos((4 * Math.PI * i) / size);
        const sample = (samples[start + i] ?? 0) * weight;
        cosine += sample * Math.cos((2 * Math.PI * pitch * i) / rate);
        sine += sample * Math.sin((2 * Math.PI * pitch * i) / rate);
      }
      loudest = Math.max(loudest, 20 * Math.log10((2 * Math.hypot(cosine, sine)) / size + 1e-12));
    }
    return loudest;
  }
}
