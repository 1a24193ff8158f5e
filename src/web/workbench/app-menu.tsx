// What can be done with the app besides looking at it.
import { useSignal } from "@preact/signals";
import { Ellipsis } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItems } from "../ui/menu.tsx";
import { PublicValuesDialog } from "./public-values.tsx";

interface AppMenuProps {
  publicValues: Readonly<Record<string, string>>;
  setPublicValues: (values: Record<string, string>) => Promise<unknown>;
}

export function AppMenu({ publicValues, setPublicValues }: AppMenuProps) {
  const open = useSignal(false);
  return (
    <>
      <Menu label="More for this app" trigger={<Icon icon={Ellipsis} />} align="end">
        {(close) => <MenuItems close={close} items={[{ words: "Public values", act: () => (open.value = true) }]} />}
      </Menu>
      {open.value && <PublicValuesDialog values={publicValues} save={setPublicValues} onClose={() => (open.value = false)} />}
    </>
  );
}
