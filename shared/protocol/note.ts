// How long a note may be (R3.4, R7.1): the same for the page that writes it and the server that passes it on.

/** In UTF-16 units, as browsers and JavaScript count. */
export const longestNote = 280;
