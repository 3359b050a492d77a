// The table of roles against the matrix as people agreed on it, pair by pair; what the matrix does not name, nobody may.
import { expect, test } from 'vitest';
import { type ProgramRole, programRoles } from '../../server/ports/programs.ts';
import { everyAct, may } from '../../server/programs/may.ts';

const letters: Record<string, ProgramRole> = {
  a: 'signedIn',
  C: 'coordinator',
  L: 'leader',
  K: 'coLeader',
  T: 'leaderInTraining',
  M: 'member',
  O: 'observer',
  S: 'supervisor',
};

/** Object, act, and the letters of those who may. */
const matrix = `
ownAccount read a
ownAccount change a
ownAccount end a
ownGroup make a
program read C
program change C
program close C
program reopen C
coordinators invite C
coordinators end C
identityProviders read C
identityProviders make C
identityProviders try C
identityProviders change C
identityProviders end C
people list C
people add C
people change C
people end C
people import C
people export C
mails read C
mails again C
mails readOfGroup LK
acts read C
group make C
group read CLKTMOS
group change CLK
group close C
group reopen C
form read CLK
form write LK
seats give CLK
seats order CLK
seats change CLK
seats end CLK
pairNotes learn CLK
pairNotes readKind LK
pairNotes write LK
personalLinks see LK
personalLinks renew LK
personalLinks mail CLK
guest name LK
contract read CLKTMOS
contract write LK
contract readLedger CLK
contract accept LKTMOS
consents read LKTMOS
consents say LKTMOS
dates read CLKTMOS
dates plan CLK
dates excuseOneself LKTMOS
convenors read CLKTMOS
convenors name CLK
excuses readAll CLKT
calendar readOwn LKTMOS
survey write LK
survey readResults LK
survey answer TM
research ask LK
research readLedger CLK
research say LKTMOS
rotation read LK
rotation write LK
attendance readAll CLK
attendance enter CLK
attendance correct CLK
yearReport read C
apiKeys read C
apiKeys make C
apiKeys end C
webhooks read C
webhooks make C
webhooks change C
webhooks test C
webhooks again C
webhooks end C
exports program C
exports group CLK
credentialLog write LKT
credentialLog confirm S
certificate read C
certificate make C
certificate withdraw C
`;

const written = new Map<string, ReadonlySet<ProgramRole | undefined>>(
  matrix
    .trim()
    .split('\n')
    .map((line) => {
      const [object = '', act = '', who = ''] = line.split(' ');
      return [`${object} ${act}`, new Set([...who].map((letter) => letters[letter]))] as const;
    }),
);

test('the table of roles says of every object, act and role what the matrix says', () => {
  expect([...everyAct].sort()).toEqual([...written.keys()].sort());
  for (const pair of everyAct) {
    const [object, act] = pair.split(' ');
    const who = programRoles.filter((role) => may(role, act as never, object as never));
    expect([pair, who]).toEqual([pair, programRoles.filter((role) => written.get(pair)?.has(role))]);
  }
});

test.each([
  ['room', 'enter'],
  ['people', 'read'],
  ['toString', 'constructor'],
  ['people', 'toString'],
  ['personalLinks', '__proto__'],
])('nobody may %s %s, which the table does not name', (object, act) => {
  expect(programRoles.filter((role) => may(role, act as never, object as never))).toEqual([]);
});

test('a coordinator sees no personal link, writes and reads no pair note, and names no guest', () => {
  expect(may('coordinator', 'see', 'personalLinks')).toBe(false);
  expect(may('coordinator', 'readKind', 'pairNotes')).toBe(false);
  expect(may('coordinator', 'write', 'pairNotes')).toBe(false);
  expect(may('coordinator', 'name', 'guest')).toBe(false);
  expect(may('coordinator', 'say', 'consents')).toBe(false);
});
