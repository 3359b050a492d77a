// A component whose file is fetched when it is first drawn.
import { type ComponentType, lazy } from 'react';
import { untilFetched } from '../model/until-fetched.ts';

/** A file that an update of the server has taken away does not come; whoever waits for it is then told to load the page again. */
const tries = 5;

export function lately<Props>(fetch: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return lazy(async () => ({ default: await untilFetched(fetch, tries) })) as ComponentType<Props>;
}
