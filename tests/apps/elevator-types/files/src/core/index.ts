export * from './types';
export { Elevator, type ElevatorState } from './elevator';
export { Subject } from './subject';
export { Geometry } from './geometry';
