// Which answers of a mail server are about an address, and for good.
import { expect, test } from 'vitest';
import { isForGood } from '../../server/mail/for-good.ts';

test.each([
  '550 5.1.1 <ben@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
  '550-5.1.1 The email account that you tried to reach does not exist. Please try',
  '5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
  '550 5.4.1 Recipient address rejected: Access denied.',
  '5.4.4 unable to look up host hospital.example',
  '5.4.310 550 5.4.310 DNS domain does not exist',
  '550 5.2.1 The email account that you tried to reach is disabled',
  '5.0.0 550 No such user here',
  '5.0.0',
  '550 no such mailbox',
  '551 User not local',
  '553 the mail server takes no addresses with such letters',
])('ends the mail to an address: %s', (answer) => expect(isForGood(answer)).toBe(true));

test.each([
  ['what it thinks of us', '550 5.7.1 we do not know you'],
  ['how we sign', '550-5.7.26 This mail has been blocked because the sender is unauthenticated'],
  ['a list of senders', '554 5.7.1 Service unavailable; Client host blocked using a list'],
  ['our own address', '550 5.1.8 Bad sender’s system address'],
  ['a full mailbox', '552 5.2.2 The recipient’s inbox is out of storage space'],
  ['a mail that is too large', '552 5.3.4 Message size exceeds fixed limit'],
  ['what one mail says', '554 5.6.0 Message contents rejected'],
  ['without a class', '554 Transaction failed'],
  ['a full mailbox, without a class', '552 mailbox full'],
  ['a ring of servers', '5.4.6 too many hops'],
  ['a class without a reason', '5.0.0 552 over quota'],
  ['what another thinks of us', '5.0.0 550 5.7.1 blocked'],
  ['for now', '450 4.2.1 mailbox busy'],
  ['for now, given up', '4.4.7 451 4.4.1 5.1.1 is not meant'],
  ['nothing', ''],
])('leaves it: %s', (_, answer) => expect(isForGood(answer)).toBe(false));
