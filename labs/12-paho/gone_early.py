"""Publishes at QoS 2, and is gone before the four packets are through."""

from settings import DOOR, HOST, PORT, new_client


# region gone
def on_connect(client, *_):
    client.publish(DOOR, "open", qos=2)
    client.disconnect()


# endregion
client = new_client()
client.on_connect = on_connect
client.connect(HOST, PORT)
client.loop_forever()
