package dev.tenantry.crm.imports.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.record.Upsert;

/**
 * What a row leaves to its record: the currency of amounts beside which there is none, and which day it is when a deal closes.
 *
 * @param currency of amounts whose row names none
 * @param isStated whether the mapping says so; else a record's own goes before it
 */
record RowFit(ImportTarget target, Stages stages, String currency, boolean isStated)
        implements
            Upsert.Fit {

    private static final String CURRENCY = "currency";
    private static final String CLOSED = "closedOn";
    private static final String EXPECTED = "expectedCloseOn";

    @Override
    public ObjectNode of(ObjectNode properties, @Nullable ObjectNode present) {
        var fitted = denominated(properties, present);
        expectClosing(fitted, present);
        return target.joined(fitted, present);
    }

    /** A copy in which amounts have a currency, of no record in particular. */
    ObjectNode denominated(ObjectNode properties) {
        return denominated(properties, null);
    }

    private ObjectNode denominated(ObjectNode properties, @Nullable ObjectNode present) {
        var copy = properties.deepCopy();
        target.fields()
                .stream()
                .filter(field -> field.kind() == FieldKind.MONEY)
                .forEach(field -> denominate(copy, field.name(), present));
        return copy;
    }

    private void denominate(ObjectNode properties, String field, @Nullable ObjectNode present) {
        if (properties.get(field) instanceof ObjectNode amount && !amount.has(CURRENCY)) {
            var own = present == null ? "" : present.path(field).path(CURRENCY).asString("");
            amount.put(CURRENCY, isStated || own.isEmpty() ? currency : own);
        }
    }

    /** The closing date of a deal that is open is the day when it is expected to close. */
    private void expectClosing(ObjectNode properties, @Nullable ObjectNode present) {
        var closing = properties.path(CLOSED).asString("");
        var expected = properties.path(EXPECTED).asString(closing);
        // Two days that contradict each other are left for the record to refuse.
        if (!closing.isEmpty() && expected.equals(closing) && isOpen(properties, present)) {
            properties.put(EXPECTED, closing);
            properties.remove(CLOSED);
        }
    }

    /** Of the stage that the row names, else of the one that the deal is in. */
    private boolean isOpen(ObjectNode properties, @Nullable ObjectNode present) {
        var stage = properties.path("stage").asString("");
        var pipeline = properties.path("pipelineId").asString("");
        if (present == null || !stage.isEmpty()
                || !pipeline.isEmpty() && !pipeline.equals(present.path("pipelineId").asString(""))) {
            return stages.isOpen(stage);
        }
        return present.path(CLOSED).asString("").isEmpty();
    }
}
