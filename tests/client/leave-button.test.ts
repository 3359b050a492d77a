// What whoever leaves reads about coming back: true in every phase, and of every way in.
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LeaveButton } from '../../client/src/room/LeaveButton.tsx';
import { en } from '../../client/src/words/en.ts';
import { roleIds } from '../../shared/ritual/roles.ts';

test('[R6.3] leaders by role walk in again; others may have to be let in, and not in every phase', () => {
  const { leaveExplain, leaveExplainLeader } = en.controls;
  const said = roleIds.map((role) => {
    const html = renderToString(createElement(LeaveButton, { leave: () => undefined, hasText: true, role }));
    return [role, [leaveExplain, leaveExplainLeader].filter((words) => html.includes(`>${words}<`))];
  });
  expect(Object.fromEntries(said)).toEqual({
    leader: [leaveExplainLeader],
    coLeader: [leaveExplainLeader],
    member: [leaveExplain],
    observer: [leaveExplain],
  });
  expect(leaveExplain).toMatch(/ may have to let you in\.$/);
  expect(leaveExplain + leaveExplainLeader, 'an account has no link').not.toContain('link');
});
