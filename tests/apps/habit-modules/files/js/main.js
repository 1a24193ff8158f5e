import { Store } from './store.js';
import { renderHabits } from './ui/render.js';
import * as dates from './dates.js';

const store = new Store('habit-garden');
const list = document.querySelector('#habits');
const streak = document.querySelector('#streak');

function update() {
  renderHabits(list, store, dates.lastDays(7));
  const done = store.habits.reduce((sum, habit) => sum + habit.done.size, 0);
  streak.textContent = done === 1 ? '1 day done' : `${done} days done`;
}

store.addEventListener('change', update);
document.querySelector('#new-habit').addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(event.currentTarget);
  store.add(data.get('title'));
  event.currentTarget.reset();
});

if (store.habits.length === 0) {
  const { samples } = await import('./samples.js');
  samples.forEach((title) => store.add(title));
}
update();
