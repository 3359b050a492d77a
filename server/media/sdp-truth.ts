// Holds a session description to the truth: no sound under a picture's name, no picture's codec in a sound section.
// Reads only the lines by which LiveKit pairs what arrives with what was announced.
import type { TrackKind, TrackKinds } from './track-kinds.ts';

/** LiveKit's names of picture codecs; one of them in a sound section makes it look for a published picture to pair with. */
const pictureCodecs = new Set(['vp8', 'vp9', 'h264', 'h265', 'av1']);
const soundCodecs = new Set(['opus', 'pcmu', 'pcma']);

/** Null when the description is honest, else what is wrong with it. */
export function lieInSdp(sdp: string, kinds: TrackKinds): string | null {
  let kind: TrackKind | null = null;
  for (const line of sdp.split(/\r\n|\r|\n/)) {
    if (line.startsWith('m=')) kind = kindOfSection(line);
    if (!kind) continue;
    for (const name of trackNamesIn(line)) if (!kinds.claim(name, kind)) return 'a track name has two kinds';
    const codec = /^a=rtpmap:\s*\d+\s+([^/\s]+)/i.exec(line)?.[1]?.toLowerCase();
    if (codec && (kind === 'audio' ? pictureCodecs : soundCodecs).has(codec)) return `${codec} in a section of ${kind}`;
  }
  return null;
}

function kindOfSection(line: string): TrackKind | null {
  const media = /^m=\s*(\S+)/.exec(line)?.[1]?.toLowerCase();
  return media === 'audio' || media === 'video' ? media : null;
}

/** `a=msid:<stream> <track>` and `a=ssrc:<n> msid:<stream> <track>`; a lone word counts as a track's name too. */
function trackNamesIn(line: string): string[] {
  const words = /^a=(?:ssrc:\s*\d+\s+)?msid:(.*)$/i.exec(line)?.[1]?.split(' ').filter(Boolean);
  if (!words) return [];
  return (words.length > 1 ? words.slice(1) : words).filter((name) => name !== '-');
}
