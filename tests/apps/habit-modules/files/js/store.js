export class Store extends EventTarget {
  #key;
  habits = [];

  constructor(key) {
    super();
    this.#key = key;
    try {
      const saved = JSON.parse(localStorage.getItem(key) ?? '[]');
      this.habits = saved.map(({ done, ...habit }) => ({ ...habit, done: new Set(done) }));
    } catch (error) {
      console.warn('Could not read habits', error);
    }
  }

  add(title) {
    this.habits.push({ id: crypto.randomUUID?.() ?? String(Math.random()), title, done: new Set() });
    this.#save();
  }

  toggle(id, day) {
    const habit = this.habits.find((h) => h.id === id);
    habit.done.has(day) ? habit.done.delete(day) : habit.done.add(day);
    this.#save();
  }

  remove(id) {
    this.habits = this.habits.filter((h) => h.id !== id);
    this.#save();
  }

  #save() {
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.habits.map((h) => ({ ...h, done: [...h.done] }))));
    } catch {}
    this.dispatchEvent(new Event('change'));
  }
}
