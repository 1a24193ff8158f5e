import iso from '../dates.js';

export default function dayButton(habit, day, store) {
  const button = document.createElement('button');
  button.className = 'day';
  button.type = 'button';
  button.title = day === iso(new Date()) ? 'today' : day;
  button.setAttribute('aria-pressed', habit.done.has(day));
  button.addEventListener('click', () => store.toggle(habit.id, day));
  return button;
}
