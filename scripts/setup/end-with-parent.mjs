// Ends this process when the one that started it is gone (npm killed without a word to us), so that nothing is left over.
// Loading it is using it.
const parent = process.ppid;

const look = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(look);
  process.kill(process.pid, 'SIGTERM');
}, 1000);
look.unref();
