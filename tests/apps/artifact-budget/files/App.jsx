import React, { useState, useMemo } from 'react';
import { PieChart, Pie, Cell, Tooltip, ResponsiveContainer } from 'recharts';
import { Plus, Trash2, Wallet, TrendingDown } from 'lucide-react';
import _ from 'lodash';

const CATEGORIES = ['Food', 'Travel', 'Home', 'Fun'];
const COLORS = ['#6366f1', '#f59e0b', '#10b981', '#ef4444'];

export default function BudgetTracker() {
  const [expenses, setExpenses] = useState([
    { id: 1, label: 'Groceries', amount: 64, category: 'Food' },
    { id: 2, label: 'Train', amount: 38, category: 'Travel' },
  ]);
  const [label, setLabel] = useState('');
  const [amount, setAmount] = useState('');
  const [category, setCategory] = useState('Food');

  const total = useMemo(() => _.sumBy(expenses, 'amount'), [expenses]);
  const byCategory = useMemo(
    () => _.map(_.groupBy(expenses, 'category'), (items, name) => ({ name, value: _.sumBy(items, 'amount') })),
    [expenses]
  );

  const addExpense = () => {
    if (!label.trim() || !amount) return;
    setExpenses([...expenses, { id: Date.now(), label, amount: parseFloat(amount), category }]);
    setLabel('');
    setAmount('');
  };

  return (
    <div className="min-h-screen bg-gradient-to-br from-slate-50 to-indigo-100 p-6">
      <div className="max-w-2xl mx-auto bg-white rounded-2xl shadow-xl p-6">
        <h1 className="text-2xl font-bold text-slate-800 flex items-center gap-2 mb-6">
          <Wallet className="w-6 h-6 text-indigo-500" /> Budget Tracker
        </h1>
        <div className="flex items-center gap-3 mb-6 p-4 bg-indigo-50 rounded-xl">
          <TrendingDown className="text-indigo-500" />
          <span className="text-3xl font-semibold" data-testid="total">${total.toFixed(2)}</span>
        </div>
        <div className="flex gap-2 mb-4">
          <input className="flex-1 border rounded-lg px-3 py-2" placeholder="What for?" value={label} onChange={(e) => setLabel(e.target.value)} />
          <input className="w-24 border rounded-lg px-3 py-2" type="number" placeholder="0" value={amount} onChange={(e) => setAmount(e.target.value)} />
          <select className="border rounded-lg px-2" value={category} onChange={(e) => setCategory(e.target.value)}>
            {CATEGORIES.map((c) => <option key={c}>{c}</option>)}
          </select>
          <button onClick={addExpense} aria-label="Add expense" className="bg-indigo-500 text-white rounded-lg px-3 hover:bg-indigo-600"><Plus /></button>
        </div>
        <ul className="divide-y">
          {expenses.map((expense) => (
            <li key={expense.id} className="flex items-center py-2">
              <span className="flex-1">{expense.label}</span>
              <span className="w-20 text-right">${expense.amount}</span>
              <button aria-label={`Delete ${expense.label}`} onClick={() => setExpenses(expenses.filter((e) => e.id !== expense.id))}>
                <Trash2 className="w-4 h-4 ml-3 text-slate-400" />
              </button>
            </li>
          ))}
        </ul>
        <div className="h-56">
          <ResponsiveContainer width="100%" height="100%">
            <PieChart>
              <Pie data={byCategory} dataKey="value" nameKey="name" outerRadius={80} label>
                {byCategory.map((entry, i) => <Cell key={entry.name} fill={COLORS[i % COLORS.length]} />)}
              </Pie>
              <Tooltip />
            </PieChart>
          </ResponsiveContainer>
        </div>
      </div>
    </div>
  );
}
