"""A paho-mqtt client as a job asks for it, for paho-mqtt 1.6 and 2.x."""

import json
import sys

import paho.mqtt.client as mqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

PROTOCOLS = {4: mqtt.MQTTv311, 5: mqtt.MQTTv5}


def read_job():
    """The job that this program was started with."""
    return json.loads(sys.argv[1])


def new_client(job):
    """Every option of paho-mqtt stays as it is where the job says nothing."""
    options = {}
    # 2.x asks which callbacks are meant; 1.6 does not know the question.
    if hasattr(mqtt, "CallbackAPIVersion"):
        options["callback_api_version"] = mqtt.CallbackAPIVersion.VERSION2
    if "protocolVersion" in job:
        options["protocol"] = PROTOCOLS[job["protocolVersion"]]
    if "clientId" in job:
        options["client_id"] = job["clientId"]
    if job.get("keepSession") and job.get("protocolVersion") != 5:
        options["clean_session"] = False
    return mqtt.Client(**options)


def connect(client, job):
    options = {}
    # In MQTT 5, what outlives a connection is said when connecting.
    if job.get("keepSession") and job.get("protocolVersion") == 5:
        properties = Properties(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = 60
        options = {"clean_start": False, "properties": properties}
    host, port = job["url"].removeprefix("mqtt://").rsplit(":", 1)
    client.connect(host, int(port), **options)
