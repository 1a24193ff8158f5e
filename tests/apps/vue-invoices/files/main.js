import { createApp, ref, computed, watch, onMounted } from 'vue'
import InvoiceForm from '@app/InvoiceForm.js'
import { euros } from './money.js'

createApp({
  components: { InvoiceForm },
  setup() {
    const title = 'Invoices'
    const invoices = ref([])
    const by = ref('client')
    let next = 1

    const add = (invoice) => invoices.value.push({ id: next++, paid: false, ...invoice })
    const sort = (key) => { by.value = key }
    const sorted = computed(() => [...invoices.value].sort((a, b) => (a[by.value] > b[by.value] ? 1 : -1)))
    const open = computed(() => invoices.value.filter((i) => !i.paid).reduce((sum, i) => sum + i.amount, 0))

    watch(open, (value) => { document.title = `Invoices (${euros(value)})` })
    onMounted(() => add({ client: 'Brook & Sons', amount: 420 }))

    return { title, invoices, sorted, sort, add, open, euros }
  },
}).mount('#app')
