/** Loaded before a program: rejects a promise without an owner as soon as the program listens for unhandled errors. */
process.on('newListener', (event) => {
  if (event === 'uncaughtException')
    queueMicrotask(() => {
      // oxlint-disable-next-line typescript/no-floating-promises -- nobody is to await it
      Promise.reject(new Error('nobody\nawaits this'));
    });
});
