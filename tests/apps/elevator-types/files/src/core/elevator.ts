import { Direction, Floor, Limits, LogLevel, Passenger } from './types';
import { Geometry } from './geometry';
import { Subject } from './subject';

export interface ElevatorState {
  floor: Floor;
  direction: Direction;
  waiting: readonly Passenger[];
  log: string[];
}

function assertNever(value: never): never {
  throw new Error(`Unexpected ${value as string}`);
}

export class Elevator {
  static #count = 0;
  readonly id: number = ++Elevator.#count;
  readonly state = new Subject<ElevatorState>({ floor: Geometry.floor(0), direction: Direction.Idle, waiting: [], log: [] });

  constructor(public readonly name: string, private readonly level: LogLevel = LogLevel.Info) {}

  call({ from, to }: Passenger): this {
    if (from >= Limits.Floors || to >= Limits.Floors) throw new RangeError(`There are ${Limits.Floors} floors`);
    const { value } = this.state;
    this.state.set({ ...value, waiting: [...value.waiting, { from, to }] });
    return this;
  }

  step(): void {
    const { floor, waiting, log } = this.state.value;
    const target = waiting[0]?.to;
    if (target === undefined) return;
    const direction = Math.sign(target - floor) as Direction;
    const next = Geometry.floor(floor + direction);
    const arrived = next === target;
    this.state.set({
      floor: next,
      direction: arrived ? Direction.Idle : direction,
      waiting: arrived ? waiting.slice(1) : waiting,
      log: [...log, `[${this.level}] ${this.name} ${this.describe(direction)} to ${next}`],
    });
  }

  private describe(direction: Direction): string {
    switch (direction) {
      case Direction.Up: return 'rises';
      case Direction.Down: return 'falls';
      case Direction.Idle: return 'stays';
      default: return assertNever(direction);
    }
  }
}
