import { NavLink, Outlet, useLocation } from 'react-router-dom';
import { LayoutDashboard, Wheat, Menu, X } from 'lucide-react';
import { useState } from 'react';

const links = [
  { to: '/overview', label: 'Overview', icon: LayoutDashboard },
  { to: '/fields', label: 'Fields', icon: Wheat },
];

export default function Layout() {
  const [open, setOpen] = useState(false);
  const location = useLocation();

  return (
    <div className="min-h-screen md:flex">
      <button className="p-3 md:hidden" aria-label="Toggle menu" onClick={() => setOpen(!open)}>
        {open ? <X className="h-5 w-5" /> : <Menu className="h-5 w-5" />}
      </button>
      <aside className={`${open ? 'block' : 'hidden'} w-56 shrink-0 border-r bg-white p-4 md:block`}>
        <p className="mb-6 text-lg font-bold text-green-700">Harvest Hub</p>
        <nav className="space-y-1">
          {links.map(({ to, label, icon: Icon }) => (
            <NavLink
              key={to}
              to={to}
              className={({ isActive }) =>
                `flex items-center gap-2 rounded-md px-3 py-2 text-sm ${isActive ? 'bg-green-100 text-green-800' : 'text-stone-600 hover:bg-stone-100'}`
              }
            >
              <Icon size={16} />
              {label}
            </NavLink>
          ))}
        </nav>
        <p className="mt-8 text-xs text-stone-400">You are at {location.pathname}</p>
      </aside>
      <main className="flex-1 p-6">
        <Outlet />
      </main>
    </div>
  );
}
