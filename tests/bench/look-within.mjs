// Loaded into a server that is measured: answers, to whoever started it, what its process has used so far, its heap without garbage.
// Changes nothing of what the server does, and does not hold it up when it wants to end.
import v8 from 'node:v8';
import vm from 'node:vm';

v8.setFlagsFromString('--expose-gc');
const collect = /** @type {() => void} */ (vm.runInNewContext('gc'));

process.on('message', (asked) => {
  if (asked === 'collect') for (let i = 0; i < 3; i++) collect();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, rssKb: rss / 1024, heapKb: (heapUsed + external) / 1024 });
});
process.channel?.unref();
