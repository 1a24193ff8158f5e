import styles, { option, right, wrong } from './Option.module.css'

export default function Option({ text, state, onChoose }) {
  const names = [option, state === 'right' && right, state === 'wrong' && wrong, state && styles['is-chosen']]
  return (
    <button className={names.filter(Boolean).join(' ')} onClick={onChoose} disabled={Boolean(state)}>
      <span className={styles.title}>{text}</span>
    </button>
  )
}
