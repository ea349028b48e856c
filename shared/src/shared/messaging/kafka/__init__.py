"""Kafka behind small typed classes. Nothing else imports aiokafka."""

from shared.messaging.kafka.admin import create_topics
from shared.messaging.kafka.members import Leave, Member
from shared.messaging.kafka.places import Origin, Received, TopicPartition
from shared.messaging.kafka.producer import Producer
from shared.messaging.kafka.receiver import Receiver, fetch_record
from shared.messaging.kafka.refusals import BrokerAway, Outcome, Refused, Sender, TopicAway

__all__ = [
    "BrokerAway",
    "Leave",
    "Member",
    "Origin",
    "Outcome",
    "Producer",
    "Received",
    "Receiver",
    "Refused",
    "Sender",
    "TopicAway",
    "TopicPartition",
    "create_topics",
    "fetch_record",
]
