"""Publishes at QoS 2, and ends when it is done: connected first, then the four packets, then the goodbye."""

from threading import Event

from settings import DOOR, HOST, PORT, new_client

PATIENCE = 10  # seconds

connected = Event()
client = new_client()
client.on_connect = lambda *_: connected.set()
# region sent
client.connect(HOST, PORT)
client.loop_start()
connected.wait(PATIENCE)
client.publish(DOOR, "open", qos=2).wait_for_publish(PATIENCE)
client.disconnect()
client.loop_stop()
# endregion
