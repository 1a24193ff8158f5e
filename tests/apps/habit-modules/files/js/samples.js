export const samples = ['Water the plants', 'Walk 20 minutes'];
