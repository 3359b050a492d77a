// The doorstep as it is drawn before any script has run.
import { expect, test } from 'vitest';
import { still } from '../../client/src/still.tsx';
import { en } from '../../client/src/words/en.ts';

test('has the person’s places and the one act, and claims nothing of devices that nobody has asked for yet', () => {
  const drawn = still();
  for (const place of ['{{groupName}}', '{{yourName}}', '/check/{{ref}}']) expect(drawn).toContain(place);
  expect(drawn).toContain(`>${en.door.takeSeat}</button>`);
  for (const row of [en.door.microphone, en.door.camera, en.door.speaker]) expect(drawn).toContain(`>${row}</label>`);
  for (const claim of [en.door.withoutCamera, en.door.systemSpeaker, en.door.level(0)]) expect(drawn).not.toContain(claim);
});
