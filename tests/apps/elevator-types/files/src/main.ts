import { Elevator, type Passenger, Floor } from './core';
import { View } from './ui/view';

const root = document.querySelector<HTMLDivElement>('#app')!;
const elevator = new Elevator('Otto');
const first = { from: 0 as Floor, to: <Floor>2 } satisfies Passenger;

new View(root, elevator.call(first));

export {};
