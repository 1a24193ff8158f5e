import { zodResolver } from "@hookform/resolvers/zod";
import { BellIcon, HomeIcon, InboxIcon, SearchIcon } from "lucide-react";
import * as React from "react";
import { useForm } from "react-hook-form";
import { Bar, BarChart, XAxis } from "recharts";
import { toast } from "sonner";
import { z } from "zod";
import { Accordion, AccordionContent, AccordionItem, AccordionTrigger } from "@/components/ui/accordion";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { AlertDialog, AlertDialogAction, AlertDialogCancel, AlertDialogContent, AlertDialogDescription, AlertDialogFooter, AlertDialogHeader, AlertDialogTitle, AlertDialogTrigger } from "@/components/ui/alert-dialog";
import { AspectRatio } from "@/components/ui/aspect-ratio";
import { Avatar, AvatarFallback } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Breadcrumb, BreadcrumbItem, BreadcrumbLink, BreadcrumbList, BreadcrumbPage, BreadcrumbSeparator } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { Calendar } from "@/components/ui/calendar";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Carousel, CarouselContent, CarouselItem, CarouselNext, CarouselPrevious } from "@/components/ui/carousel";
import { ChartContainer, ChartTooltip, ChartTooltipContent } from "@/components/ui/chart";
import { Checkbox } from "@/components/ui/checkbox";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "@/components/ui/collapsible";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { ContextMenu, ContextMenuContent, ContextMenuItem, ContextMenuTrigger } from "@/components/ui/context-menu";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle, DialogTrigger } from "@/components/ui/dialog";
import { Drawer, DrawerContent, DrawerDescription, DrawerHeader, DrawerTitle, DrawerTrigger } from "@/components/ui/drawer";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { Empty, EmptyDescription, EmptyHeader, EmptyMedia, EmptyTitle } from "@/components/ui/empty";
import { Field, FieldDescription, FieldLabel } from "@/components/ui/field";
import { Form, FormControl, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { HoverCard, HoverCardContent, HoverCardTrigger } from "@/components/ui/hover-card";
import { Input } from "@/components/ui/input";
import { InputGroup, InputGroupAddon, InputGroupInput } from "@/components/ui/input-group";
import { InputOTP, InputOTPGroup, InputOTPSlot } from "@/components/ui/input-otp";
import { Item, ItemContent, ItemDescription, ItemTitle } from "@/components/ui/item";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Menubar, MenubarContent, MenubarItem, MenubarMenu, MenubarTrigger } from "@/components/ui/menubar";
import { NavigationMenu, NavigationMenuContent, NavigationMenuItem, NavigationMenuLink, NavigationMenuList, NavigationMenuTrigger } from "@/components/ui/navigation-menu";
import { Pagination, PaginationContent, PaginationItem, PaginationLink, PaginationNext } from "@/components/ui/pagination";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Progress } from "@/components/ui/progress";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { ResizableHandle, ResizablePanel, ResizablePanelGroup } from "@/components/ui/resizable";
import { ScrollArea } from "@/components/ui/scroll-area";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Separator } from "@/components/ui/separator";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { Sidebar, SidebarContent, SidebarGroup, SidebarGroupLabel, SidebarHeader, SidebarInset, SidebarMenu, SidebarMenuButton, SidebarMenuItem, SidebarProvider, SidebarTrigger } from "@/components/ui/sidebar";
import { Skeleton } from "@/components/ui/skeleton";
import { Slider } from "@/components/ui/slider";
import { Toaster } from "@/components/ui/sonner";
import { Spinner } from "@/components/ui/spinner";
import { Switch } from "@/components/ui/switch";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import { Toggle } from "@/components/ui/toggle";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

const sales = [
  { month: "Jan", cups: 120 },
  { month: "Feb", cups: 180 },
  { month: "Mar", cups: 90 },
];
const schema = z.object({ email: z.string().email("Write an e-mail address.") });

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-wrap items-center gap-3">{children}</CardContent>
    </Card>
  );
}

function SignUp() {
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { email: "" } });
  return (
    <Form {...form}>
      <form onSubmit={form.handleSubmit(({ email }) => toast(`Welcome, ${email}`))} className="grid w-full gap-3">
        <FormField
          control={form.control}
          name="email"
          render={({ field }) => (
            <FormItem>
              <FormLabel>E-mail</FormLabel>
              <FormControl>
                <Input placeholder="you@example.com" {...field} />
              </FormControl>
              <FormMessage />
            </FormItem>
          )}
        />
        <Button type="submit">Sign up</Button>
      </form>
    </Form>
  );
}

export function App() {
  const [dark, setDark] = React.useState(false);
  React.useEffect(() => void document.documentElement.classList.toggle("dark", dark), [dark]);
  return (
    <SidebarProvider>
      <Sidebar>
        <SidebarHeader>Gallery</SidebarHeader>
        <SidebarContent>
          <SidebarGroup>
            <SidebarGroupLabel>Rooms</SidebarGroupLabel>
            <SidebarMenu>
              <SidebarMenuItem>
                <SidebarMenuButton isActive>
                  <HomeIcon />
                  <span>Home</span>
                </SidebarMenuButton>
              </SidebarMenuItem>
              <SidebarMenuItem>
                <SidebarMenuButton>
                  <InboxIcon />
                  <span>Inbox</span>
                </SidebarMenuButton>
              </SidebarMenuItem>
            </SidebarMenu>
          </SidebarGroup>
        </SidebarContent>
      </Sidebar>
      <SidebarInset>
        <header className="flex items-center gap-3 border-b p-3">
          <SidebarTrigger />
          <Separator orientation="vertical" className="h-5!" />
          <Breadcrumb>
            <BreadcrumbList>
              <BreadcrumbItem><BreadcrumbLink href="#">Home</BreadcrumbLink></BreadcrumbItem>
              <BreadcrumbSeparator />
              <BreadcrumbItem><BreadcrumbPage>Components</BreadcrumbPage></BreadcrumbItem>
            </BreadcrumbList>
          </Breadcrumb>
          <Label className="ml-auto">
            Dark <Switch checked={dark} onCheckedChange={setDark} />
          </Label>
        </header>
        <main className="grid items-start gap-4 p-4 lg:grid-cols-2 xl:grid-cols-3">
          <Part title="Buttons">
            <Button>Primary</Button>
            <Button variant="secondary">Secondary</Button>
            <Button variant="outline">Outline</Button>
            <Button variant="destructive">Delete</Button>
            <Button variant="ghost" size="icon" aria-label="Alerts"><BellIcon /></Button>
            <ButtonGroup><Button variant="outline">Left</Button><Button variant="outline">Right</Button></ButtonGroup>
            <Toggle aria-label="Bold">B</Toggle>
            <ToggleGroup type="single" defaultValue="a"><ToggleGroupItem value="a">A</ToggleGroupItem><ToggleGroupItem value="b">B</ToggleGroupItem></ToggleGroup>
          </Part>
          <Part title="Form"><SignUp /></Part>
          <Part title="Fields">
            <Field><FieldLabel htmlFor="name">Name</FieldLabel><Input id="name" /><FieldDescription>As on the door.</FieldDescription></Field>
            <InputGroup><InputGroupInput placeholder="Search" /><InputGroupAddon><SearchIcon /></InputGroupAddon></InputGroup>
            <Textarea placeholder="Notes" />
            <Label><Checkbox defaultChecked /> Agree</Label>
            <RadioGroup defaultValue="s" className="flex"><Label><RadioGroupItem value="s" /> Small</Label><Label><RadioGroupItem value="l" /> Large</Label></RadioGroup>
            <Select><SelectTrigger aria-label="Tea"><SelectValue placeholder="Tea" /></SelectTrigger><SelectContent><SelectItem value="sencha">Sencha</SelectItem><SelectItem value="assam">Assam</SelectItem></SelectContent></Select>
            <Slider defaultValue={[40]} aria-label="Volume" />
            <InputOTP maxLength={4} aria-label="Code"><InputOTPGroup><InputOTPSlot index={0} /><InputOTPSlot index={1} /><InputOTPSlot index={2} /><InputOTPSlot index={3} /></InputOTPGroup></InputOTP>
          </Part>
          <Part title="Overlays">
            <Dialog><DialogTrigger asChild><Button variant="outline">Dialog</Button></DialogTrigger><DialogContent><DialogHeader><DialogTitle>A dialog</DialogTitle><DialogDescription>It says something.</DialogDescription></DialogHeader></DialogContent></Dialog>
            <AlertDialog><AlertDialogTrigger asChild><Button variant="outline">Ask</Button></AlertDialogTrigger><AlertDialogContent><AlertDialogHeader><AlertDialogTitle>Sure?</AlertDialogTitle><AlertDialogDescription>It cannot be undone.</AlertDialogDescription></AlertDialogHeader><AlertDialogFooter><AlertDialogCancel>Keep</AlertDialogCancel><AlertDialogAction>Go on</AlertDialogAction></AlertDialogFooter></AlertDialogContent></AlertDialog>
            <Sheet><SheetTrigger asChild><Button variant="outline">Sheet</Button></SheetTrigger><SheetContent><SheetHeader><SheetTitle>A sheet</SheetTitle><SheetDescription>At the side.</SheetDescription></SheetHeader></SheetContent></Sheet>
            <Drawer><DrawerTrigger asChild><Button variant="outline">Drawer</Button></DrawerTrigger><DrawerContent><DrawerHeader><DrawerTitle>A drawer</DrawerTitle><DrawerDescription>From below.</DrawerDescription></DrawerHeader></DrawerContent></Drawer>
            <Popover><PopoverTrigger asChild><Button variant="outline">Popover</Button></PopoverTrigger><PopoverContent>Pops over.</PopoverContent></Popover>
            <Tooltip><TooltipTrigger asChild><Button variant="outline">Hint</Button></TooltipTrigger><TooltipContent>A hint</TooltipContent></Tooltip>
            <HoverCard><HoverCardTrigger asChild><a href="#" className="underline">Hover</a></HoverCardTrigger><HoverCardContent>More of it.</HoverCardContent></HoverCard>
            <DropdownMenu><DropdownMenuTrigger asChild><Button variant="outline">Menu</Button></DropdownMenuTrigger><DropdownMenuContent><DropdownMenuItem onSelect={() => toast("Copied")}>Copy</DropdownMenuItem></DropdownMenuContent></DropdownMenu>
            <ContextMenu><ContextMenuTrigger className="rounded-md border border-dashed p-3 text-sm">Right click</ContextMenuTrigger><ContextMenuContent><ContextMenuItem>Paste</ContextMenuItem></ContextMenuContent></ContextMenu>
            <Menubar><MenubarMenu><MenubarTrigger>File</MenubarTrigger><MenubarContent><MenubarItem>Open file</MenubarItem></MenubarContent></MenubarMenu></Menubar>
            <NavigationMenu><NavigationMenuList><NavigationMenuItem><NavigationMenuTrigger>Learn</NavigationMenuTrigger><NavigationMenuContent><NavigationMenuLink href="#">Guide</NavigationMenuLink></NavigationMenuContent></NavigationMenuItem></NavigationMenuList></NavigationMenu>
          </Part>
          <Part title="Chart">
            <ChartContainer config={{ cups: { label: "Cups", color: "var(--chart-1)" } }} className="h-40 w-full">
              <BarChart data={sales}><XAxis dataKey="month" /><ChartTooltip content={<ChartTooltipContent />} /><Bar dataKey="cups" fill="var(--color-cups)" /></BarChart>
            </ChartContainer>
          </Part>
          <Part title="Date"><Calendar mode="single" defaultMonth={new Date(2026, 4, 1)} /></Part>
          <Part title="Shown">
            <Alert><BellIcon /><AlertTitle>Note</AlertTitle><AlertDescription>The kettle is on.</AlertDescription></Alert>
            <Badge>New</Badge><Badge variant="outline">Draft</Badge><Kbd>K</Kbd><Spinner /><Avatar><AvatarFallback>AB</AvatarFallback></Avatar>
            <Progress value={60} aria-label="Done" /><Skeleton className="h-6 w-24" />
            <div className="w-32"><AspectRatio ratio={16 / 9} className="rounded-md bg-muted" /></div>
            <Accordion type="single" collapsible className="w-full"><AccordionItem value="a"><AccordionTrigger>Why tea?</AccordionTrigger><AccordionContent>Because it is warm.</AccordionContent></AccordionItem></Accordion>
            <Collapsible><CollapsibleTrigger className="text-sm underline">More</CollapsibleTrigger><CollapsibleContent>There is more.</CollapsibleContent></Collapsible>
          </Part>
          <Part title="Lists">
            <Table><TableHeader><TableRow><TableHead>Tea</TableHead><TableHead>Price</TableHead></TableRow></TableHeader><TableBody><TableRow><TableCell>Sencha</TableCell><TableCell>4 €</TableCell></TableRow></TableBody></Table>
            <Tabs defaultValue="one" className="w-full"><TabsList><TabsTrigger value="one">One</TabsTrigger><TabsTrigger value="two">Two</TabsTrigger></TabsList><TabsContent value="one">First tab.</TabsContent><TabsContent value="two">Second tab.</TabsContent></Tabs>
            <Item variant="outline" className="w-full"><ItemContent><ItemTitle>An item</ItemTitle><ItemDescription>With words.</ItemDescription></ItemContent></Item>
            <Pagination><PaginationContent><PaginationItem><PaginationLink href="#" isActive>1</PaginationLink></PaginationItem><PaginationItem><PaginationNext href="#" /></PaginationItem></PaginationContent></Pagination>
            <ScrollArea className="h-20 w-full rounded-md border p-2">{Array.from({ length: 12 }, (_, index) => <p key={index}>Line {index + 1}</p>)}</ScrollArea>
            <Empty className="border"><EmptyHeader><EmptyMedia variant="icon"><InboxIcon /></EmptyMedia><EmptyTitle>Nothing yet</EmptyTitle><EmptyDescription>Begin with one.</EmptyDescription></EmptyHeader></Empty>
          </Part>
          <Part title="Moving">
            <div className="w-full px-12"><Carousel><CarouselContent>{["One", "Two"].map((name) => <CarouselItem key={name}><div className="rounded-md border p-6 text-center">Slide {name}</div></CarouselItem>)}</CarouselContent><CarouselPrevious /><CarouselNext /></Carousel></div>
            <ResizablePanelGroup direction="horizontal" className="h-20 rounded-md border"><ResizablePanel defaultSize={50}>Left side</ResizablePanel><ResizableHandle withHandle /><ResizablePanel defaultSize={50}>Right side</ResizablePanel></ResizablePanelGroup>
            <Command className="rounded-md border"><CommandInput placeholder="Find" /><CommandList><CommandEmpty>Nothing found.</CommandEmpty><CommandGroup heading="Do"><CommandItem>Brew</CommandItem><CommandItem>Pour</CommandItem></CommandGroup></CommandList></Command>
          </Part>
          <Card><CardHeader><CardTitle>Plain card</CardTitle><CardDescription>With a footer.</CardDescription></CardHeader><CardFooter>The end</CardFooter></Card>
        </main>
      </SidebarInset>
      <Toaster />
    </SidebarProvider>
  );
}
