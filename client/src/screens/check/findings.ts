// Judges what was measured, in words that say what to do. Pure; the words are given.

import type { DeviceMissing, Measured } from '../../model/measured.ts';
import { deviceTrouble } from '../../parts/device-trouble.ts';
import type { Words } from '../../words/en.ts';
import { clockFinding, connectionFinding } from './connection-findings.ts';
import type { Finding, FindingGroup, Verdict } from './finding.ts';
import { wayFindings } from './way-findings.ts';

/** A picture with fewer lines than this is not sharp enough to read a face. */
const fewestLines = 240;

export function findingsOf(measured: Measured, words: Words): readonly FindingGroup[] {
  const { check } = words;
  return [
    {
      id: 'device',
      findings: [
        browser(measured, check),
        secure(measured, check),
        camera(measured, words),
        microphone(measured, words),
        speaker(measured, check),
      ],
    },
    { id: 'connection', findings: [connectionFinding(measured, check), clockFinding(measured, check)] },
    { id: 'media', findings: wayFindings(measured, check) },
  ];
}

/** One sentence for all of them. */
export function summaryOf(groups: readonly FindingGroup[], { summary }: Words['check']): string {
  const findings = groups.flatMap((group) => group.findings);
  const has = (verdict: Verdict) => findings.some((finding) => finding.verdict === verdict);
  if (has('bad')) return summary.bad;
  const waiting = findings.filter(({ waits }) => waits).length;
  if (findings.some(({ verdict, waits }) => verdict === 'open' && !waits)) return summary.checking;
  if (waiting > 0) return summary.waits(waiting);
  const media = groups.find(({ id }) => id === 'media')?.findings ?? [];
  if (media.every(({ verdict }) => verdict === 'none')) return summary.partly;
  return has('fair') ? summary.fair : summary.good;
}

function browser({ browser: { name, lacks } }: Measured, { browser: words }: Words['check']): Finding {
  if (lacks.length === 0) return { id: 'browser', verdict: 'good', says: words.good(name), todo: null };
  const parts = lacks.map((part) => words.parts[part]).join(', ');
  return { id: 'browser', verdict: 'bad', says: words.lacks(name, parts), todo: words.todo };
}

function secure({ isSecure }: Measured, { secure: words }: Words['check']): Finding {
  return {
    id: 'secure',
    verdict: isSecure ? 'good' : 'bad',
    says: isSecure ? words.good : words.bad,
    todo: isSecure ? null : words.todo,
  };
}

function camera({ camera: found }: Measured, words: Words): Finding {
  if (found === 'asking') return { id: 'camera', verdict: 'open', says: words.door.asking, todo: null, waits: true };
  if (typeof found === 'string')
    return { id: 'camera', verdict: 'fair', says: missing('camera', found, words), todo: words.check.camera.without };
  const isSharp = found.height >= fewestLines;
  const says = words.check.camera.good(found.width, found.height);
  return { id: 'camera', verdict: isSharp ? 'good' : 'fair', says, todo: isSharp ? null : words.check.camera.small };
}

function microphone({ microphone: found }: Measured, words: Words): Finding {
  const { microphone: said } = words.check;
  if (found === 'asking') return { id: 'microphone', verdict: 'open', says: words.door.asking, todo: null, waits: true };
  if (found === 'listening') return { id: 'microphone', verdict: 'open', says: said.listening, todo: null, waits: true };
  if (found === 'quiet') return { id: 'microphone', verdict: 'fair', says: said.quiet, todo: said.todo };
  if (found === 'heard') return { id: 'microphone', verdict: 'good', says: said.good, todo: null };
  return { id: 'microphone', verdict: 'bad', says: missing('microphone', found, words), todo: null };
}

function speaker({ speaker: found }: Measured, { speaker: words }: Words['check']): Finding {
  if (found === 'heard') return { id: 'speaker', verdict: 'good', says: words.good, todo: null };
  if (found === 'notHeard') return { id: 'speaker', verdict: 'bad', says: words.bad, todo: words.todo };
  if (found === 'missing') return { id: 'speaker', verdict: 'bad', says: words.missing, todo: null };
  return { id: 'speaker', verdict: 'open', says: words[found], todo: null, waits: true };
}

/** The doorstep's own sentences: they say what to do. */
function missing(device: 'camera' | 'microphone', trouble: DeviceMissing, { door }: Words): string {
  const [said = ''] = deviceTrouble(
    {
      cameraTrouble: device === 'camera' ? trouble : 'none',
      microphoneTrouble: device === 'microphone' ? trouble : 'none',
    },
    door,
  );
  return said;
}
