// Loaded before a server: its clock is as many years ahead as YEARS_LATER says.
const ahead = Number(process.env.YEARS_LATER) * 365.25 * 86_400_000;
const Real = Date;

globalThis.Date = new Proxy(Real, {
  apply: () => new Date().toString(),
  construct: (_, args, called) =>
    args.length === 0 ? Reflect.construct(Real, [Real.now() + ahead], called) : Reflect.construct(Real, args, called),
  get: (target, name) => (name === 'now' ? () => Real.now() + ahead : Reflect.get(target, name)),
});
