import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Member, Role } from "@/types/member";

let members: Member[] = [
  { id: 1, name: "Ada Brand", email: "ada@example.com", role: "admin", active: true },
  { id: 2, name: "Noor Haddad", email: "noor@example.com", role: "editor", active: true },
  { id: 3, name: "Lars Holm", email: "lars@example.com", role: "viewer", active: false },
];

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function useMembers() {
  return useQuery({
    queryKey: ["members"],
    queryFn: async (): Promise<Member[]> => {
      await wait(50);
      return [...members];
    },
  });
}

export function useAddMember() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, role }: { name: string; role: Role }) => {
      await wait(20);
      members = [...members, { id: Date.now(), name, role, email: `${name.split(" ")[0].toLowerCase()}@example.com`, active: true }];
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["members"] }),
  });
}

export function useRemoveMember() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: number) => {
      members = members.filter((member) => member.id !== id);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["members"] }),
  });
}
