// The settings dialog, over any page. Its code is loaded when it is first opened.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { deleteAccount, readAccount } from "../server/api.ts";
import { createKey, listKeys, revokeKey } from "../server/keys.ts";
import type { SettingsSlice } from "../settings/slice.ts";
import { notifyError } from "../ui/toast.tsx";

const slice: SettingsSlice = {
  ...{ listKeys, createKey, revokeKey, readAccount },
  async deleteAccount() {
    await deleteAccount();
    // Drafts and the layout are stored only in the browser.
    sessionStorage.clear();
    localStorage.clear();
    location.replace("/");
  },
};

const dialog = signal<ComponentType<{ settings: SettingsSlice; onClose: () => void }> | null>(null);

export async function openSettings(): Promise<void> {
  try {
    dialog.value = (await import("../settings/settings-dialog.tsx")).SettingsDialog;
  } catch (error) {
    notifyError(error);
  }
}

export function Settings() {
  const Open = dialog.value;
  return Open && <Open settings={slice} onClose={() => (dialog.value = null)} />;
}
