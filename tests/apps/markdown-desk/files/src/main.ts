import DOMPurify from 'dompurify';
import { marked } from 'marked';
import debounce from 'lodash-es/debounce';
import welcome from './welcome.md?raw';
import { countWords, type Count } from './count';

const source = document.querySelector<HTMLTextAreaElement>('#source')!;
const preview = document.querySelector<HTMLElement>('#preview')!;
const words = document.getElementById('words') as HTMLSpanElement;
const KEY = 'markdown-desk' as const;

marked.use({ gfm: true, breaks: true });

function load(): string {
  try {
    return localStorage.getItem(KEY) ?? welcome;
  } catch {
    return welcome;
  }
}

async function render(): Promise<void> {
  preview.innerHTML = DOMPurify.sanitize(await marked.parse(source.value));
  const count: Count = countWords(source.value);
  words.textContent = `${count.words} words, ${count.characters} characters`;
}

const save = debounce(() => localStorage.setItem(KEY, source.value), 300);

source.value = load();
source.addEventListener('input', () => {
  void render();
  save();
});
document.querySelector('#copy')!.addEventListener('click', async (event) => {
  const button = event.currentTarget as HTMLButtonElement;
  button.textContent = `${preview.innerHTML.length} characters of HTML`;
});
await render();
