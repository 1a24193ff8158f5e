import { MoreHorizontal, Trash2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { useMembers, useRemoveMember } from "@/hooks/use-members";

export function MemberList({ onlyActive }: { onlyActive: boolean }) {
  const { data, isLoading } = useMembers();
  const removeMember = useRemoveMember();

  if (isLoading) return <p className="animate-pulse text-muted-foreground">Loading members…</p>;

  const shown = data?.filter((member) => !onlyActive || member.active) ?? [];

  return (
    <ul className="divide-y">
      {shown.map((member) => (
        <li key={member.id} className="flex items-center gap-4 py-3">
          <div className="flex-1">
            <p className="font-medium">{member.name}</p>
            <p className="text-sm text-muted-foreground">{member.email}</p>
          </div>
          <Badge variant={member.role === "admin" ? "default" : "secondary"}>{member.role}</Badge>
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon" aria-label={`Actions for ${member.name}`}>
                <MoreHorizontal />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              <DropdownMenuItem onSelect={() => removeMember.mutate(member.id)}>
                <Trash2 className="h-4 w-4" /> Remove
              </DropdownMenuItem>
            </DropdownMenuContent>
          </DropdownMenu>
        </li>
      ))}
    </ul>
  );
}
