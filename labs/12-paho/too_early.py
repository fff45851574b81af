"""Publishes before it is connected."""

from settings import DOOR, HOST, PORT, new_client

client = new_client()
# region early
client.publish(DOOR, "at QoS 0", qos=0)
client.publish(DOOR, "at QoS 1", qos=1)
client.connect(HOST, PORT)
# endregion
client.on_publish = lambda client, *_: client.disconnect()
client.loop_forever()
