import { reactive } from 'vue'

export default {
  name: 'InvoiceForm',
  emits: ['add'],
  template: `
    <form @submit.prevent="submit">
      <input v-model.trim="form.client" placeholder="Client" required>
      <input v-model.number="form.amount" type="number" placeholder="Amount" min="1" required>
      <button :disabled="!form.client || !form.amount">Add invoice</button>
    </form>`,
  setup(props, { emit }) {
    const form = reactive({ client: '', amount: null })
    const submit = () => {
      emit('add', { ...form })
      form.client = ''
      form.amount = null
    }
    return { form, submit }
  },
}
