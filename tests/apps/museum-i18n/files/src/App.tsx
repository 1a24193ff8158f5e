import { useReducer } from 'react';
import { LanguagePicker } from './components/LanguagePicker';
import { useI18n } from './i18n';
import './App.css';

export default function App() {
  const { t, format } = useI18n();
  const [count, add] = useReducer((n: number) => n + 1, 0);
  return (
    <div className="museum">
      <header><h1>{t('title')}</h1><LanguagePicker /></header>
      <p>{t('opening', { date: format.date(new Date(2026, 2, 1)) })}</p>
      <p>{t('tickets', { count })}</p>
      <p>{t('price', { amount: format.money(count * 12.5) })}</p>
      <button onClick={add}>{t('buy')}</button>
    </div>
  );
}
