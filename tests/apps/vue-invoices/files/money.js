const format = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })
export const euros = (amount) => format.format(amount)
