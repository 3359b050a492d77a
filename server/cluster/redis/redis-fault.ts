// Turns whatever Redis or its network throws into the one fault that callers know, without address or password.
import { Fault, type FaultCode } from '../../ports/fault.ts';
import { reasonOf } from './redis-wire.ts';

export async function orFault<T>(code: FaultCode, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault(code, `Redis: ${reasonOf(cause)}`, cause);
  }
}
