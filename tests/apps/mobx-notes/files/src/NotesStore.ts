import { action, computed, makeAutoObservable, reaction, runInAction } from "mobx";

export class Note {
  id = Math.random().toString(36).slice(2);
  text = "";

  constructor(text: string) {
    this.text = text;
    makeAutoObservable(this);
  }

  get title() {
    return this.text.split("\n")[0].replace(/^#+\s*/, "") || "Untitled";
  }

  setText(text: string) {
    this.text = text;
  }
}

export class NotesStore {
  notes: Note[] = [new Note("# Hello\n\n- [x] learn **MobX**\n- [ ] rest")];
  activeId = this.notes[0].id;
  saved = 0;

  constructor() {
    makeAutoObservable(this, { add: action.bound, words: computed });
    reaction(
      () => this.notes.map((note) => note.text).join("\n"),
      () => setTimeout(() => runInAction(() => { this.saved++; }), 10),
    );
  }

  get active() {
    return this.notes.find((note) => note.id === this.activeId);
  }

  get words() {
    return this.notes.reduce((sum, note) => sum + note.text.split(/\s+/).filter(Boolean).length, 0);
  }

  add() {
    const note = new Note("# New note");
    this.notes.push(note);
    this.activeId = note.id;
  }
}
