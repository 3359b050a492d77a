// Plays two soft notes on the chosen speaker, made on the spot: no file, nothing fetched.

const notes = [392, 523.25];

export async function playTestSound(speaker: string | null): Promise<void> {
  const context = new AudioContext();
  try {
    const sink = (context as AudioContext & { setSinkId?: (id: string) => Promise<void> }).setSinkId;
    // Without the choice the system's own speaker plays, which is what the list then says.
    if (speaker && sink) await sink.call(context, speaker).catch(() => undefined);
    const start = context.currentTime + 0.05;
    const oscillators = notes.map((pitch, i) => soundNote(context, pitch, start + i * 0.42));
    await new Promise((done) => oscillators.at(-1)?.addEventListener('ended', done, { once: true }));
  } finally {
    await context.close();
  }
}

function soundNote(context: AudioContext, pitch: number, at: number): OscillatorNode {
  const oscillator = context.createOscillator();
  const loudness = context.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = pitch;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.22, at + 0.04);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.95);
  return oscillator;
}
