"""The broker of the local stack: Apache Kafka, a given one, or a stand-in where no Kafka can be fetched."""
