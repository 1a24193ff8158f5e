import { useState } from "react";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { InviteDialog } from "@/components/InviteDialog";
import { MemberList } from "@/components/MemberList";
import { ThemeToggle } from "@/components/ThemeToggle";

const Index = () => {
  const [onlyActive, setOnlyActive] = useState(false);

  return (
    <div className="container py-8">
      <header className="mb-6 flex items-center justify-between">
        <h1 className="text-3xl font-bold">Crew board</h1>
        <div className="flex gap-2">
          <InviteDialog />
          <ThemeToggle />
        </div>
      </header>
      <Tabs defaultValue="members">
        <TabsList>
          <TabsTrigger value="members">Members</TabsTrigger>
          <TabsTrigger value="settings">Settings</TabsTrigger>
        </TabsList>
        <TabsContent value="members">
          <Card>
            <CardHeader>
              <CardTitle>Members</CardTitle>
            </CardHeader>
            <CardContent>
              <MemberList onlyActive={onlyActive} />
            </CardContent>
          </Card>
        </TabsContent>
        <TabsContent value="settings">
          <Card>
            <CardContent className="flex items-center gap-3 pt-6">
              <Switch id="active" checked={onlyActive} onCheckedChange={setOnlyActive} />
              <Label htmlFor="active">Only active members</Label>
            </CardContent>
          </Card>
        </TabsContent>
      </Tabs>
    </div>
  );
};

export default Index;
