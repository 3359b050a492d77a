// How loud the person's own microphone is, 0..1, even while what is sent of it is silent. Measures and forgets on this device; no sound is kept or sent.

const timesASecond = 10;
const quietDb = -60;

/** Calls back about ten times a second until the returned function is called. */
export function meterLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  try {
    return measure(track, tell);
  } catch {
    // A browser may have none of this, or refuse it. Then there is no level; the microphone works all the same.
    return () => {};
  }
}

function measure(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  // A branch of its own: the person's track is silent whenever nothing may be sent.
  const branch = track.clone();
  branch.enabled = true;
  const source = context.createMediaStreamSource(new MediaStream([branch]));
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Browsers let a page's first sound wait for a touch.
    if (context.state === 'suspended') void context.resume();
    analyser.getFloatTimeDomainData(samples);
    tell(levelOf(samples));
  }, 1000 / timesASecond);
  return () => {
    clearInterval(timer);
    source.disconnect();
    branch.stop();
    void context.close();
  };
}

function levelOf(samples: Float32Array): number {
  const meanSquare = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(meanSquare + 1e-12);
  return Math.min(1, Math.max(0, 1 - decibels / quietDb));
}
