import { Floor } from './types';

export namespace Geometry {
  export const HEIGHT = 40;

  export function floor(value: number): Floor {
    return Math.max(0, Math.round(value)) as Floor;
  }

  export function distance(a: Floor, b: Floor): number {
    return Math.abs(a - b) * HEIGHT;
  }
}
