// Who may hear, be heard and be seen, phase by phase: one table to read, and to see change when a rule changes.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { PushBack } from '../../shared/ritual/forms.ts';
import { isLeaderByRole, sitsInCircle } from '../../shared/ritual/people.ts';
import { allPhaseIds, type PhaseId, phaseIds, phases } from '../../shared/ritual/phases.ts';
import { type Rights, rightsOf } from '../../shared/ritual/rights.ts';
import type { Role } from '../../shared/ritual/roles.ts';
import { given, room } from '../support/given.ts';
import { ann, ben, cid, connection, dee, eve, hal, oda } from '../support/persons.ts';

const columns = { leader: ann, 'co-leader': hal, presenter: ben, member: cid, held: dee, observer: oda, stranger: eve };

/** hears / is heard / is seen */
const letters = ({ mayHear, mayBeHeard, mayBeSeen }: Rights) =>
  `${mayHear ? 'hears' : '-----'} ${mayBeHeard ? 'heard' : '-----'} ${mayBeSeen ? 'seen' : '----'}`;

function tableOf(pushBack: PushBack): string {
  const lines = [['', ...Object.keys(columns)]];
  for (const phase of phaseIds) {
    const story = given(
      room()
        .observed()
        .ofForm({ pushBack })
        .in(phase === 'ended' ? 'debrief' : phase),
    );
    const last = phase === 'ended' ? story.when(ann.holds(dee), ann.advancesTo('ended')) : story.when(ann.holds(dee));
    last.then((it) => lines.push([phase, ...Object.values(columns).map((who) => letters(it.rights(who)))]));
  }
  return lines
    .map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(i === 0 ? 14 : 18))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

test('[R3.1] [R3.2] [R4.1] [R4.2] [R6.6] [R7.4] rights by phase and role, presenter at the edge', () => {
  expect(tableOf('atTheEdge')).toMatchInlineSnapshot(`
    "              leader            co-leader         presenter         member            held              observer          stranger
    gathering     hears heard seen  hears heard seen  hears heard seen  hears heard seen  hears ----- seen  hears ----- ----  ----- ----- ----
    opening       hears heard seen  hears heard seen  hears heard seen  hears heard seen  hears ----- seen  hears ----- ----  ----- ----- ----
    caseCall      hears heard seen  hears heard seen  hears heard seen  hears heard seen  hears ----- seen  hears ----- ----  ----- ----- ----
    presentation  hears heard seen  hears heard seen  hears heard seen  hears heard seen  hears ----- seen  hears ----- ----  ----- ----- ----
    clarifying    hears heard seen  hears heard seen  hears heard seen  hears heard seen  hears ----- seen  hears ----- ----  ----- ----- ----
    associative   hears heard seen  hears heard seen  hears ----- seen  hears heard seen  hears ----- seen  hears ----- ----  ----- ----- ----
    closingRound  hears heard seen  hears heard seen  hears heard seen  hears heard seen  hears ----- seen  hears ----- ----  ----- ----- ----
    farewell      hears heard seen  hears heard seen  hears heard seen  hears heard seen  hears ----- seen  hears ----- ----  ----- ----- ----
    debrief       hears heard seen  hears heard seen  ----- ----- ----  ----- ----- ----  ----- ----- ----  ----- ----- ----  ----- ----- ----
    ended         ----- ----- ----  ----- ----- ----  ----- ----- ----  ----- ----- ----  ----- ----- ----  ----- ----- ----  ----- ----- ----"
  `);
});

test('[R3.1] presenter unseen: only the associative phase differs', () => {
  const edge = tableOf('atTheEdge').split('\n');
  const unseen = tableOf('unseen').split('\n');
  expect(unseen.filter((row, i) => row !== edge[i])).toMatchInlineSnapshot(`
    [
      "associative   hears heard seen  hears heard seen  hears ----- ----  hears heard seen  hears ----- seen  hears ----- ----  ----- ----- ----",
    ]
  `);
});

test('[R3.1] no stepping back: the presenter’s rights are a member’s', () => {
  const rows = tableOf('none').split('\n').slice(1);
  for (const row of rows) expect(row.slice(50, 68).trim()).toBe(row.slice(68, 86).trim());
});

test('[R6.2] a lost or absent person holds no right in any phase', () => {
  for (const phase of phaseIds.filter((one) => one !== 'ended' && one !== 'debrief')) {
    given(room().without('Dee').in(phase))
      .when(connection.breaksFor(cid))
      .then((it) => {
        for (const who of [cid, dee]) expect(it.rights(who)).toEqual({ mayHear: false, mayBeHeard: false, mayBeSeen: false });
      });
  }
});

test('[R6.6] whoever has a role that this version does not know takes part in nothing', () => {
  given(room().observed().in('gathering')).then((it) => {
    const seats = it.state.seats.map((seat) => (seat.name === 'Cid' ? { ...seat, role: 'guestOfHonour' as Role } : seat));
    const state = { ...it.state, seats };
    const { personId } = seats.find(({ name }) => name === 'Cid')!;
    expect(rightsOf(state, personId)).toEqual({ mayHear: false, mayBeHeard: false, mayBeSeen: false });
    expect([sitsInCircle(state, personId), isLeaderByRole(state, personId)]).toEqual([false, false]);
  });
});

/** As RULES.md shows it; a signs' legend stands there. */
function sign({ mayHear, mayBeHeard, mayBeSeen }: Rights): string {
  if (mayBeHeard) return '●';
  return mayBeSeen ? '◐' : mayHear ? '○' : '–';
}

const kinds = ['atTheEdge', 'unseen', 'none'] as const;
const roles = [
  'leaders',
  ...kinds.map((kind) => `presenter, \`${kind}\``),
  'member',
  'listening circle',
  'held',
  'observer',
  'not there',
];

function rowOf(phase: PhaseId): string {
  const before = phase === 'ended' ? 'debrief' : phase;
  const signs = new Map<string, string>();
  const put = (role: string, rights: Rights) => {
    const [known, now] = [signs.get(role), sign(rights)];
    // One sign stands for both leaders and for both circles.
    if (known !== undefined && known !== now) throw new Error(`${role} in ${phase}: ${known} and ${now}`);
    signs.set(role, now);
  };
  const ends = (story: ReturnType<typeof given>) => (phase === 'ended' ? story.when(ann.advancesTo('ended')) : story);
  for (const pushBack of kinds) {
    ends(given(room().observed().ofForm({ pushBack }).in(before)).when(ann.holds(dee)).after(0)).then((it) => {
      put(`presenter, \`${pushBack}\``, it.rights(ben));
      for (const [role, who] of [
        ['leaders', ann],
        ['leaders', hal],
        ['member', cid],
        ['held', dee],
        ['observer', oda],
        ['not there', eve],
      ] as const)
        put(role, it.rights(who));
    });
  }
  const circles = given(room().ofForm({ circles: 'two', seats: 8 }).in(before)); // Cid sits inside, Dee outside
  ends(circles).then((it) => put('listening circle', it.rights(dee)));
  if (phases[phase].ofTheCase) circles.when(ann.givesTheRoundTo('outer')).then((it) => put('listening circle', it.rights(cid)));
  return `| \`${phase}\` | ${roles.map((role) => signs.get(role)).join(' | ')} |`;
}

test('RULES.md shows who may what in every phase, role and kind of form, as the code decides it', () => {
  const rows = [`| | ${roles.join(' | ')} |`, `|${'---|'.repeat(roles.length + 1)}`, ...allPhaseIds.map(rowOf)];
  const shown = readFileSync('shared/RULES.md', 'utf8').split('\n');
  const from = shown.indexOf(rows[0] ?? '');
  expect(shown.slice(from, from + rows.length).join('\n')).toBe(rows.join('\n'));
});
