"""What the programs of this lab are told on their command line: where the broker is, and who they are."""

import argparse

import paho.mqtt.client as mqtt

arguments = argparse.ArgumentParser()
arguments.add_argument("--host", default="localhost")
arguments.add_argument("--port", type=int, default=1883)
arguments.add_argument("--id", default="", help="client id; the broker chooses one if left out")
arguments.add_argument("--protocol", choices=["3.1.1", "5"], default="3.1.1")
arguments.add_argument("--prefix", default="", help="in front of every topic")
told = arguments.parse_args()

HOST, PORT = told.host, told.port
DOOR, STATUS = told.prefix + "office/door", told.prefix + "office/door/status"
OPTIONS = {"client_id": told.id, "protocol": mqtt.MQTTv5 if told.protocol == "5" else mqtt.MQTTv311}


def new_client():
    """A client as right.py makes it, with paho-mqtt 1.6 or 2."""
    if hasattr(mqtt, "CallbackAPIVersion"):
        return mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, **OPTIONS)
    return mqtt.Client(**OPTIONS)
