const { WS_URL = 'ws://127.0.0.1:8080', PREFIX = '' } = process.env;

const socket = new WebSocket(WS_URL, 'mqtt');
socket.addEventListener('open', () => {
  socket.send(JSON.stringify({ publish: { topic: `${PREFIX}office/temperature`, payload: '21.5' } }));
  socket.close();
});
