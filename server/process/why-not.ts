// Puts the system's error codes into words for whoever starts the server.

const words: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk has no more room for this user',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'something else is there',
  ELOOP: 'its links lead round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk does not answer',
  EMFILE: 'too many files are open (ulimit -n)',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection was broken off',
  ENOTFOUND: 'no machine of that name is known',
  EAI_AGAIN: 'names cannot be looked up now',
  EHOSTUNREACH: 'that machine cannot be reached',
  ENETUNREACH: 'that network cannot be reached',
  ETIMEDOUT: 'nothing answers in time',
};

/** One line. */
export function whyNot(cause: unknown): string {
  const code = codeOf(cause);
  if (code !== undefined && words[code]) return words[code];
  const message = cause instanceof Error ? cause.message : '';
  return message.split('\n')[0] || code || 'the reason is unknown';
}

/** Of several attempts, the first one's. */
export function codeOf(cause: unknown): string | undefined {
  if (cause instanceof AggregateError && cause.errors.length > 0) return codeOf(cause.errors[0]);
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
