import dayButton from './day-button.js';

export function renderHabits(list, store, days) {
  const template = document.getElementById('habit-template');
  list.replaceChildren(...store.habits.map((habit) => {
    const item = template.content.firstElementChild.cloneNode(true);
    item.querySelector('.title').textContent = habit.title;
    item.querySelector('.days').append(...days.map((day) => dayButton(habit, day, store)));
    item.querySelector('.remove').onclick = () => store.remove(habit.id);
    return item;
  }));
}
