package dev.tenantry.crm.lead;

import java.util.Locale;

import tools.jackson.databind.node.ObjectNode;

/** Something that a conversion did. @param type of the record that it did it to @param properties what it takes to take it back */
record ConversionChange(Kind kind, String type, Long id, ObjectNode properties) {

    /** What was done. */
    enum Kind {

        CONVERTED, CREATED, FILLED, LINKED, TAGGED, TIMELINE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
