import paho.mqtt.client as mqtt

def on_connect(client, userdata, flags, reason_code, props):
    if reason_code.is_failure:
        raise SystemExit(f"refused: {reason_code}")
    client.publish("office/door", "open", qos=1)

def on_publish(client, userdata, mid, reason_code, props):
    client.disconnect()

client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
client.on_connect = on_connect
client.on_publish = on_publish
client.connect("localhost", 1883)
client.loop_forever()
