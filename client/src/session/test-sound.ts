// Plays two soft notes on the chosen speaker, made on the spot: no file, nothing fetched.

const notes = [392, 523.25];

export async function playTestSound(speaker: string | null): Promise<void> {
  const context = new AudioContext();
  const { output, stop } = await outputOn(context, speaker);
  try {
    const start = context.currentTime + 0.05;
    const oscillators = notes.map((pitch, i) => soundNote(context, output, pitch, start + i * 0.42));
    await new Promise((done) => oscillators.at(-1)?.addEventListener('ended', done, { once: true }));
  } finally {
    stop();
    await context.close();
  }
}

/** Where an `AudioContext` cannot choose its speaker, as in Firefox, an element that can plays its sound. Without either the list is empty. */
async function outputOn(context: AudioContext, speaker: string | null): Promise<{ output: AudioNode; stop: () => void }> {
  const own = { output: context.destination, stop: () => {} };
  if (!speaker) return own;
  const sink = (context as AudioContext & { setSinkId?: (id: string) => Promise<void> }).setSinkId;
  if (sink) {
    await sink.call(context, speaker).catch(() => undefined);
    return own;
  }
  const element = new Audio();
  if (!('setSinkId' in element)) return own;
  const made = context.createMediaStreamDestination();
  element.srcObject = made.stream;
  try {
    await element.setSinkId(speaker);
    await element.play();
  } catch {
    return own;
  }
  return { output: made, stop: () => element.pause() };
}

function soundNote(context: AudioContext, output: AudioNode, pitch: number, at: number): OscillatorNode {
  const oscillator = context.createOscillator();
  const loudness = context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = pitch;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.22, at + 0.04);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
  oscillator.connect(loudness).connect(output);
  oscillator.start(at);
  oscillator.stop(at + 0.95);
  return oscillator;
}
