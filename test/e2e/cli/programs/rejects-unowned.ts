/** Loaded before a program: as soon as it listens for what nobody caught, a promise is rejected that nobody owns. */
process.on('newListener', (event) => {
  if (event === 'uncaughtException')
    queueMicrotask(() => {
      // oxlint-disable-next-line typescript/no-floating-promises -- nobody is to await it
      Promise.reject(new Error('nobody\nawaits this'));
    });
});
