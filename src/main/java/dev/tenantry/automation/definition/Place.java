package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Where steps stand that are carried out in their order: in a document, or within a step of it. Each is one of its own. */
final class Place {

    static final String WHOLE = "steps";

    private final String block;
    private final @Nullable WorkflowDocument outer;
    private final @Nullable Step step;
    private final List<WorkflowDocument> inner = new ArrayList<>();

    /**
     * @param block where they are in the version's document: {@code steps/2/config/steps}
     * @param outer the steps around them; null where there are none
     * @param step  within which they stand, of those
     */
    Place(String block, @Nullable WorkflowDocument outer, @Nullable Step step) {
        this.block = block;
        this.outer = outer;
        this.step = step;
    }

    String block() {
        return block;
    }

    @Nullable
    WorkflowDocument outer() {
        return outer;
    }

    @Nullable
    Step step() {
        return step;
    }

    /** Those within them, as they are read. */
    List<WorkflowDocument> inner() {
        return inner;
    }

    /** As faults tell it: {@code steps[2].config.steps}. */
    String position() {
        return block.replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    }
}
