// All the people of a load: driver processes that divide the rooms among themselves and measure as one.
import { alsoEnd } from './endings.ts';
import { Driver, type Measured, type MeasuredWalks, nothingMeasured, type RoomPlan } from './rooms-driver.ts';

const drivers = 2;

export class Crowd {
  readonly #drivers: readonly Driver[];

  constructor(urls: readonly string[]) {
    this.#drivers = Array.from({ length: drivers }, () => alsoEnd(new Driver(urls), (driver) => driver.quit()));
  }

  async open(plans: readonly RoomPlan[]): Promise<void> {
    await this.#all((driver, i) => driver.open(shareOf(plans, i)));
  }

  async act(ms: number): Promise<MeasuredWalks> {
    const parts = await this.#all((driver) => driver.act(ms));
    const sum = (walk: RoomPlan['walk']) => parts.map((part) => part[walk]).reduce(together, nothingMeasured());
    return { case: sum('case'), flip: sum('flip'), bare: sum('bare') };
  }

  async hold(plans: readonly RoomPlan[]): Promise<void> {
    await this.#all((driver, i) => driver.hold(shareOf(plans, i)));
  }

  async quit(): Promise<void> {
    await this.#all(async (driver) => {
      await driver.close();
      await driver.quit();
    });
  }

  #all<T>(ask: (driver: Driver, i: number) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#drivers.map(ask));
  }
}

const shareOf = (plans: readonly RoomPlan[], i: number) => plans.filter((_, at) => at % drivers === i);

function together(a: Measured, b: Measured): Measured {
  return {
    acts: a.acts + b.acts,
    screens: a.screens.concat(b.screens),
    answered: a.answered.concat(b.answered),
    missing: a.missing + b.missing,
    lost: a.lost + b.lost,
    refused: [...a.refused, ...b.refused],
    viewBytes: Math.max(a.viewBytes, b.viewBytes),
  };
}
