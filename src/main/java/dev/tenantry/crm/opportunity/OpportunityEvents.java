package dev.tenantry.crm.opportunity;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.record.RecordEvents;

/** What is told of deals beside that there is one and that it changes: where they go, and that they are won or lost. */
final class OpportunityEvents {

    private static final String MOVED = "stage-changed";
    private static final String CLOSED = "closed";
    private static final String FROM = "fromStage";

    static final Map<String, Map<String, Type>> ALL = all();

    private OpportunityEvents() {}

    private static Map<String, Map<String, Type>> all() {
        var all = new HashMap<>(RecordEvents.USUAL);
        all.put(MOVED, Map.of(FROM, String.class, RecordEvents.CHANGES, RecordEvents.CHANGED_FIELDS));
        all.put(CLOSED, Map.of(FROM, String.class));
        return Map.copyOf(all);
    }

    /** @return the stage before, which another pipeline may call the same */
    static String tellOfMove(OpportunityService deals, Opportunity deal, Map<String, FieldChange> changes) {
        var stage = changes.get("stage");
        var from = stage == null ? deal.getStage() : stage.before().asString();
        RecordEvents.tell(deals, deal, MOVED, Map.of(FROM, from, RecordEvents.CHANGES, changes));
        if (changes.containsKey("status")) {
            tellOfEnd(deals, deal, from);
        }
        return from;
    }

    /** @param from the stage before; null where there is none */
    static void tellOfEnd(OpportunityService deals, Opportunity deal, @Nullable String from) {
        if (deal.getStatus() != StageKind.OPEN) {
            RecordEvents.tell(deals, deal, CLOSED, from == null ? Map.of() : Map.of(FROM, from));
        }
    }
}
