// How far the mails of one group came, for those who lead it: kinds and states alone.
import { plural } from '../../../words/en/plural.ts';

export const groupMails = {
  title: (group: string) => `Mail · ${group}`,
  heading: 'Mail',
  lead: 'How far the mails of this group came in the last 30 days. To whom and what they say is not shown here.',
  noMail: 'No mail server is set up here, so nothing is sent. You hand over personal links yourself.',
  none: { heading: 'No mail yet.', more: 'Invitations, changes and reminders are counted here when they are sent.' },
  kind: 'What',
  state: 'State',
  count: 'How many',
  when: 'Last',
  kinds: {
    personalLink: 'Personal links',
    invitation: 'Invitations',
    change: 'Changed dates',
    cancel: 'Cancelled dates',
    joined: 'Welcomes',
    left: 'Goodbyes',
    zoneRules: 'Changed clock rules',
    reminderDay: 'Reminders, a day before',
    reminderHours: 'Reminders, two hours before',
  } as Readonly<Record<string, string>>,
  states: {
    waiting: 'waiting',
    sending: 'being sent',
    sent: 'handed over',
    refused: 'refused',
    bounced: 'came back',
    stopped: 'not sent: the address sends mails back',
    unsure: 'perhaps sent',
    dropped: 'no longer needed',
  },
  troubled: (count: number) =>
    `${plural(count, { one: 'One mail', other: `${count} mails` })} did not arrive, or perhaps not. A coordinator of your program sees which, and can put an address right.`,
};

export type GroupMailsWords = typeof groupMails;
