// True answers about dates, found with four libraries that agree, in zones whose rules do not depend on the age of Node's zone data.
import type { NewSeries } from '../../../shared/protocol/program/dates.ts';

const wish: NewSeries = {
  rule: { every: 'weeks', weeks: 2, from: '2027-02-16', count: 6 },
  at: '19:00',
  minutes: 90,
  firstMinutes: 120,
  quorum: 4,
  place: 'screen',
};

/** Tuesdays at 19:00 in Denver, while three zones change their clocks on three days. */
export const denver = {
  wish,
  zones: ['America/Denver', 'Asia/Beirut', 'Pacific/Auckland'] as const,
  now: Date.parse('2027-01-01T00:00:00Z'),
  /** Date, instant, Beirut, Auckland; a star where it has shifted since the date before. */
  table: [
    '2027-02-16 2027-02-17T02:00 04:00 15:00',
    '2027-03-02 2027-03-03T02:00 04:00 15:00',
    '2027-03-16 2027-03-17T01:00 03:00* 14:00*',
    '2027-03-30 2027-03-31T01:00 04:00* 14:00',
    '2027-04-13 2027-04-14T01:00 04:00 13:00*',
    '2027-04-27 2027-04-28T01:00 04:00 13:00',
  ],
};

/** Hours that do not exist, or exist twice. */
export const openHours = [
  { zone: 'America/Denver', local: '2027-03-14T02:30', why: 'does-not-exist', earlier: '01:30-07:00', later: '03:30-06:00' },
  { zone: 'America/Denver', local: '2026-11-01T01:30', why: 'exists-twice', earlier: '01:30-06:00', later: '01:30-07:00' },
  { zone: 'Pacific/Auckland', local: '2026-09-27T02:30', why: 'does-not-exist', earlier: '01:30+12:00', later: '03:30+13:00' },
  { zone: 'Pacific/Auckland', local: '2027-04-04T02:30', why: 'exists-twice', earlier: '02:30+13:00', later: '02:30+12:00' },
  {
    zone: 'Asia/Beirut',
    local: '2027-03-28T00:30',
    why: 'does-not-exist',
    earlier: '23:30+02:00',
    later: '01:30+03:00',
    dayBefore: true,
  },
  { zone: 'Asia/Beirut', local: '2026-10-24T23:30', why: 'exists-twice', earlier: '23:30+03:00', later: '23:30+02:00' },
  { zone: 'Australia/Lord_Howe', local: '2026-10-04T02:15', why: 'does-not-exist', earlier: '01:45+10:30', later: '02:45+11:00' },
  {
    zone: 'Africa/Cairo',
    local: '2027-04-30T00:10',
    why: 'does-not-exist',
    earlier: '23:10+02:00',
    later: '01:10+03:00',
    dayBefore: true,
  },
] as const;
