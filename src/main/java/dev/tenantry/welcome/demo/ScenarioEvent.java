package dev.tenantry.welcome.demo;

import java.time.Instant;
import java.util.Map;

/** Something that happened in the demo organization. Records go by keys of the story's own: {@code opportunity-12}. */
sealed interface ScenarioEvent {

    Instant at();

    /** Which record it is about. */
    String key();

    /** A word before the hyphen of every key: the kind of record. */
    static String type(String key) {
        return key.substring(0, key.indexOf('-'));
    }

    /**
     * A record was added.
     *
     * @param properties as the API takes them
     * @param references further properties, which are the ids of the records with these keys
     */
    record Added(
            Instant at,
            String key,
            Map<String, Object> properties,
            Map<String, String> references) implements ScenarioEvent {}

    /** An opportunity went to another stage. */
    record Moved(Instant at, String key, String stage) implements ScenarioEvent {}

    /** A task was done. */
    record Done(Instant at, String key) implements ScenarioEvent {}
}
