// What one browser really receives, measured below the page: packets by sender and sound by pitch, whatever the page plays or shows.
import type { Page } from '@playwright/test';

export interface Received {
  /** Each incoming sound that still has a track: packets so far and level in dBFS at each asked pitch. */
  readonly voices: readonly { readonly ssrc: number; readonly packets: number; readonly levels: readonly number[] }[];
  /** Frames decoded so far, over all incoming pictures. */
  readonly frames: number;
}

interface Ear {
  readonly connections: Set<RTCPeerConnection>;
  readonly analysers: Map<string, AnalyserNode>;
  context: AudioContext | null;
}

/** Put an ear into the page before any of its scripts run. */
export async function putEar(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const ear: Ear = { connections: new Set(), analysers: new Map(), context: null };
    Object.assign(window, { ear });
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(...configuration: ConstructorParameters<typeof Original>) {
        super(...configuration);
        ear.connections.add(this);
        this.addEventListener('track', ({ track }) => {
          if (track.kind !== 'audio') return;
          ear.context ??= new AudioContext();
          const stream = new MediaStream([track]);
          const pump = new Audio(); // Chromium only decodes a remote sound that some element plays
          pump.muted = true;
          pump.srcObject = stream;
          void pump.play();
          const analyser = ear.context.createAnalyser();
          analyser.fftSize = 8192;
          analyser.smoothingTimeConstant = 0;
          ear.context.createMediaStreamSource(stream).connect(analyser);
          ear.analysers.set(track.id, analyser);
        });
      }
    };
  });
}

export async function listen(page: Page, pitches: readonly number[]): Promise<Received> {
  return page.evaluate(async (hertz) => {
    const { connections, analysers } = (window as unknown as { ear: Ear }).ear;
    const voices: Received['voices'][number][] = [];
    let frames = 0;
    for (const connection of connections) {
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue;
        if (report.kind === 'video') frames += report.framesDecoded ?? 0;
        const analyser = report.kind === 'audio' ? analysers.get(report.trackIdentifier) : undefined;
        if (!analyser) continue;
        const spectrum = new Float32Array(analyser.frequencyBinCount);
        analyser.getFloatFrequencyData(spectrum);
        const perBin = analyser.context.sampleRate / analyser.fftSize;
        const levels = hertz.map((pitch) => {
          const bin = Math.round(pitch / perBin);
          return Math.max(...spectrum.slice(bin - 2, bin + 3));
        });
        voices.push({ ssrc: report.ssrc, packets: report.packetsReceived ?? 0, levels });
      }
    }
    return { voices, frames };
  }, pitches);
}
