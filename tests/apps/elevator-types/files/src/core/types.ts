export enum Direction {
  Up = 1,
  Idle = 0,
  Down = -1,
}

export const enum Limits {
  Floors = 6,
  Capacity = 8,
}

export enum LogLevel { Debug = 'debug', Info = 'info' }

export type Floor = number & { readonly __brand: 'Floor' };

export interface Passenger {
  from: Floor;
  to: Floor;
}

export interface Observer<T> {
  next(value: T): void;
}

export type Listener<T> = (value: T) => void;

export type DeepReadonly<T> = { readonly [K in keyof T]: DeepReadonly<T[K]> };
