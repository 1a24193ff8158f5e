import { Listener, Observer } from './types';

export abstract class Emitter<T> {
  protected abstract readonly listeners: Set<Listener<T>>;

  subscribe(listener: Listener<T>): () => void;
  subscribe(observer: Observer<T>): () => void;
  subscribe(target: Listener<T> | Observer<T>): () => void {
    const listener = typeof target === 'function' ? target : (value: T) => target.next(value);
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  protected emit(value: T): void {
    this.listeners.forEach((listener) => listener(value));
  }
}

export class Subject<T> extends Emitter<T> {
  protected override readonly listeners = new Set<Listener<T>>();

  constructor(private current: T) {
    super();
  }

  get value(): T {
    return this.current;
  }

  set(value: T): void {
    this.current = value;
    this.emit(value);
  }
}
