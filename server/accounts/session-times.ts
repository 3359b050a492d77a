// How long sessions last, those of seats and of accounts alike.

export const hour = 3_600_000;
export const sessionDays = 180;
/** On somebody else's computer: long enough for a meeting and the time around it. The browser may stay open much longer. */
export const sharedHours = 12;
