// Loaded before a server: at each SIGWINCH the machine's clock, as the process is shown it, is an hour ahead, then an hour behind, then right.
const hour = 3_600_000;
const jumps = [hour, -hour, 0];
const Real = Date;
let ahead = 0;

globalThis.Date = new Proxy(Real, {
  apply: () => new Date().toString(),
  construct: (_, args, called) =>
    args.length === 0 ? Reflect.construct(Real, [Real.now() + ahead], called) : Reflect.construct(Real, args, called),
  get: (target, name) => (name === 'now' ? () => Real.now() + ahead : Reflect.get(target, name)),
});

process.on('SIGWINCH', () => {
  ahead = jumps.shift() ?? 0;
  jumps.push(ahead);
});
