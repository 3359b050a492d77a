// A sound file with one tone that swells and ebbs, for a browser's fake microphone: whoever hears it knows who speaks.
import { writeFile } from 'node:fs/promises';

const rate = 48_000;
const seconds = 2;

/** Quicker than syllables: a browser takes what never changes for noise, and suppresses it more and more. */
const swellsPerSecond = 8;

/** 16-bit mono WAV at -12 dBFS; whole periods and swells, so that its loop has no click. */
export async function writeTone(path: string, hertz: number): Promise<void> {
  const samples = rate * seconds;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  const wave = (pitch: number, i: number) => Math.sin((2 * Math.PI * pitch * i) / rate);
  for (let i = 0; i < samples; i++) {
    const loudness = wave(swellsPerSecond / 2, i) ** 2;
    bytes.writeInt16LE(Math.round(8_000 * loudness * wave(hertz, i)), 44 + i * 2);
  }
  await writeFile(path, bytes);
}
