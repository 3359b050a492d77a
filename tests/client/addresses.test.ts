// Which page an address asks for, and that what is written is read.
import { expect, test } from 'vitest';
import { type Route, routeAt } from '../../client/src/model/addresses.ts';
import { checkAddress, linksAddress, seatAddress } from '../../shared/protocol/addresses.ts';

const seat = '4f1c0a9be2d7735a61';

function routeTo(address: string): Route {
  const { pathname, hash } = new URL(address, 'https://room.example.org');
  return routeAt({ pathname, hash });
}

test.each<readonly [string, Route]>([
  [seatAddress(seat), { page: 'seat', seat }],
  [linksAddress(seat), { page: 'links', seat }],
  [checkAddress(seat), { page: 'check', seat }],
  [checkAddress(null), { page: 'check', seat: null }],
])('%s, as it is written, leads to its page', (address, route) => {
  expect(routeTo(address)).toEqual(route);
});

test('an old address of the links still leads to them', () => {
  expect(routeTo(`${seatAddress(seat)}#links`)).toEqual({ page: 'links', seat });
});

test.each(['/', '/#', '/#links', '/seat', '/seat/', '/seat/a/b', '/seat/a/links/b', '/seat/%3Cb%3E', '/links', '/gallery'])(
  '%s leads to no page of its own',
  (address) => {
    expect(routeTo(address)).toEqual({ page: 'nothing' });
  },
);

test('a seat stands whatever is behind the #', () => {
  expect(routeTo(`${seatAddress(seat)}#anything`)).toEqual({ page: 'seat', seat });
});
