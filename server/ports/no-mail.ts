// Mail that goes nowhere and is kept nowhere: in tests, and until an outbox is chosen.
import type { Mail } from './mail.ts';

const nothing = async () => undefined;

export const noMail: Mail = {
  sends: false,
  signInLink: nothing,
  coordinatorInvited: nothing,
  personalLink: nothing,
  meetingsChanged: nothing,
  seatChanged: nothing,
  zoneRulesChanged: nothing,
};
