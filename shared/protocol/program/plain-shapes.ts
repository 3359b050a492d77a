// The characters that a line and an address are made of, for those who check them without the schemas.

/** No invisible characters but the two that join letters. */
export const readable = /^(?:[^\p{C}\p{Zl}\p{Zp}]|[\u200c\u200d])+$/u;
export const hasLetter = /[\p{L}\p{N}]/u;

/** One e-mail address, in lower case: no name, list or comment, and nothing that a mail program would read as two. */
export const addressShape = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;
export const longestAddress = 254;
export const longestName = 80;
