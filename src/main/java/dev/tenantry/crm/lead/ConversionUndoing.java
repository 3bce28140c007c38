package dev.tenantry.crm.lead;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.crm.lead.ConversionChange.Kind;
import dev.tenantry.crm.lead.ReopeningResponse.Kept;
import dev.tenantry.crm.lead.ReopeningResponse.Part;

/**
 * One conversion, as it is taken back. What was made is looked at before anything is changed; what refers to it comes first, since what
 * is needed stays.
 */
final class ConversionUndoing {

    private static final List<String> ORDER = List.of(ConversionWork.OPPORTUNITY, ConversionWork.CONTACT,
            ConversionWork.COMPANY);

    private final ConvertedRecords records;
    private final List<ConversionChange> made;
    private final List<ConversionChange> filled;
    private final List<ConversionChange> going = new ArrayList<>();
    private final List<Part> trashed = new ArrayList<>();
    private final List<Part> restored = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();

    ConversionUndoing(ConvertedRecords records, List<ConversionChange> changes) {
        this.records = records;
        this.made = changes.stream()
                .filter(change -> change.is(Kind.CREATED))
                .sorted((left, right) -> ORDER.indexOf(left.type()) - ORDER.indexOf(right.type()))
                .toList();
        this.filled = changes.stream().filter(change -> change.is(Kind.FILLED)).toList();
    }

    List<Part> trashed() {
        return trashed;
    }

    List<Part> restored() {
        return restored;
    }

    List<Kept> kept() {
        return kept;
    }

    void decide() {
        var isNeeded = false;
        for (var change : made) {
            var reason = reason(change, isNeeded);
            if (reason == null) {
                going.add(change);
            } else {
                kept.add(new Kept(change.type(), change.id(), reason, List.of()));
                isNeeded |= reason != KeptReason.GONE;
            }
        }
    }

    private @Nullable KeptReason reason(ConversionChange change, boolean isNeeded) {
        if (!records.isThere(change.type(), change.id())) {
            return KeptReason.GONE;
        }
        if (!records.isUntouched(change.type(), change.id(), change.properties())) {
            return KeptReason.TOUCHED;
        }
        return isNeeded
                ? KeptReason.NEEDED
                : records.may(change.type(), "delete") ? null : KeptReason.NOT_PERMITTED;
    }

    /** What is taken from the records that it was put on: not from those that stay and that the caller may not change, which is told. */
    List<ConversionChange> parted(List<ConversionChange> changes) {
        return changes.stream().filter(this::isParted).toList();
    }

    private boolean isParted(ConversionChange change) {
        if (!change.is(Kind.TAGGED) && !change.is(Kind.TIMELINE) || records.may(change.type(), "update")
                || going.stream().anyMatch(one -> one.type().equals(change.type()) && one.id().equals(change.id()))) {
            return true;
        }
        if (records.isThere(change.type(), change.id())) {
            forbid(change);
        }
        return false;
    }

    private void forbid(ConversionChange change) {
        if (kept.stream().noneMatch(one -> one.type().equals(change.type()) && one.id().equals(change.id()))) {
            kept.add(new Kept(change.type(), change.id(), KeptReason.NOT_PERMITTED, List.of()));
        }
    }

    void run() {
        going.forEach(change -> {
            records.trash(change.type(), change.id());
            trashed.add(new Part(change.type(), change.id(), List.of()));
        });
        filled.forEach(this::empty);
    }

    /** What still says what the lead said is empty again. */
    private void empty(ConversionChange change) {
        if (!records.isThere(change.type(), change.id())) {
            kept.add(new Kept(change.type(), change.id(), KeptReason.GONE, List.of()));
            return;
        }
        if (!records.may(change.type(), "update")) {
            forbid(change);
            return;
        }
        var present = records.find(change.type(), change.id());
        var patch = JsonNodeFactory.instance.objectNode();
        var others = new ArrayList<String>();
        change.properties().properties().forEach(field -> {
            if (isStill(present, field)) {
                patch.putNull(field.getKey());
            } else {
                others.add(field.getKey());
            }
        });
        if (!patch.isEmpty()) {
            records.patch(change.type(), change.id(), patch);
            restored.add(new Part(change.type(), change.id(), List.copyOf(patch.propertyNames())));
        }
        if (!others.isEmpty()) {
            kept.add(new Kept(change.type(), change.id(), KeptReason.TOUCHED, others));
        }
    }

    private static boolean isStill(JsonNode present, Map.Entry<String, JsonNode> field) {
        return present.path(field.getKey()).asString("").equals(field.getValue().asString());
    }
}
