export type Role = "admin" | "editor" | "viewer";

export interface Member {
  id: number;
  name: string;
  email: string;
  role: Role;
  active: boolean;
}
