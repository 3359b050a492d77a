// Refuses a Node that is too old, with a sentence, before newer syntax can fail without one.

/** @param {string} version such as `20.19.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

export function requireNode() {
  if (isNewEnough(process.versions.node)) return;
  console.error(
    `Balint Room needs Node 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org and run the command again.`,
  );
  process.exit(1);
}
