// Turns whatever the database throws into the one fault that callers know.
import { Fault } from '../ports/fault.ts';

export async function orFault<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('records-unavailable', 'The records did not answer.', error);
  }
}
