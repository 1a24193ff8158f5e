import { Direction, Elevator, ElevatorState, Geometry, Limits, LogLevel } from '../core';

declare global {
  interface Window {
    elevator?: Elevator;
  }
}

type Handler<K extends keyof HTMLElementEventMap> = (this: HTMLElement, event: HTMLElementEventMap[K]) => void;

function element<K extends keyof HTMLElementTagNameMap>(tag: K, props: Partial<HTMLElementTagNameMap[K]> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
}

export class View {
  constructor(private root: HTMLElement, private elevator: Elevator) {
    window.elevator = elevator;
    elevator.state.subscribe({ next: (state) => this.render(state) });
    this.render(elevator.state.value);
  }

  private render = ({ floor, direction, waiting, log }: ElevatorState): void => {
    const onCall = (target: number): Handler<'click'> => () => void this.elevator.call({ from: floor, to: Geometry.floor(target) });
    const floors = Array.from({ length: Limits.Floors as number }, (_, index) => Limits.Floors - 1 - index).map((index) =>
      element('div', { className: index === floor ? 'floor here' : 'floor' }, `${index}`, element('button', { onclick: onCall(index) as any, textContent: `Call ${index}` })));
    this.root.replaceChildren(
      element('div', {}, ...floors),
      element('div', {},
        element('p', { id: 'status' }, `${Direction[direction]}, ${waiting.length} waiting, ${LogLevel.Info}`),
        element('button', { textContent: 'Step', onclick: () => this.elevator.step() }),
        element('ol', {}, ...log.slice(-5).map((line) => element('li', {}, line))),
      ),
    );
  };
}
