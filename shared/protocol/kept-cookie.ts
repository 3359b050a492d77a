/**
 * There while this browser may keep anything for its owner. Reading what it keeps takes a while; where this cookie is missing, the page of a seat
 * does not look before it is painted. Says no more than that.
 */
export const keptCookie = 'br_kept';
